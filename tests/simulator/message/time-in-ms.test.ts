import { expect, it } from 'vitest';
import { timeInMs } from '../../../simulator/message/time-in-ms.ts';

const test = { event: 'test', message: 'updateTime' };

it.each([
  [
    'each report',
    [{ updateTime: 1773110920, sn: 'a' }, { updateTime: 1773110921 }],
    [{ updateTime: 1773110920000, sn: 'a' }, { updateTime: 1773110921000 }],
  ],
  ['a bare report', { updateTime: 1773110920 }, { updateTime: 1773110920000 }],
  ['no other message', test, test],
  ['no other value', [{ updateTime: 'yesterday' }, null, 'x'], [{ updateTime: 'yesterday' }, null, 'x']],
])('changes the updateTime of %s', (_, message, changed) => {
  expect(timeInMs(message)).toEqual(changed);
});

const bytesOf = (text: string) => Buffer.from(text, 'latin1');

it.each([
  [
    'where they are JSON',
    '[{"updateTime" : 1773110920,"name":"\xff"}]',
    '[{"updateTime" : 1773110920000,"name":"\xff"}]',
  ],
  ['not at all if they are no JSON', '[{"updateTime":1773110920', '[{"updateTime":1773110920'],
  ['not at all if they have none', '{"event":"test"}', '{"event":"test"}'],
])('changes bytes %s', (_, before, after) => {
  expect(timeInMs(bytesOf(before))).toEqual(bytesOf(after));
});

it.each([
  '[{"updateTime":1.77311092e9}]',
  '[{"\\u0075pdateTime":1773110920}]',
  '[{"updateTime":1773110920.0}]',
])('has no form for %s', (text) => {
  expect(timeInMs(bytesOf(text))).toBeUndefined();
});
