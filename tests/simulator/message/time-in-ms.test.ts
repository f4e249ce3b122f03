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

it('changes bytes where they have ten digits, and nothing else', () => {
  const bytes = Buffer.concat([
    Buffer.from('[{"updateTime" : 1773110920,"name":"Zürich",'),
    Buffer.from([0xff]),
    Buffer.from('"updateTime":17731109200}]'),
  ]);
  const changed = Buffer.from(timeInMs(bytes) as Uint8Array);
  expect(changed.toString('latin1')).toBe(bytes.toString('latin1').replace('1773110920,', '1773110920000,'));
});
