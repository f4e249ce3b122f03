import { readFileSync } from 'node:fs';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { CapacityReport, DidReport, TestMessage } from '../../../index.ts';
import { classify } from '../../../schemas/index.ts';
import { eventNames } from '../../../simulator/events.ts';
import { capacityReport, didReport, trunkDid } from '../../../simulator/message/message.ts';
import { sampleMessage } from '../../../simulator/message/sample.ts';
import { serialize } from '../../../simulator/message/serialize.ts';
import { timeInMs } from '../../../simulator/message/time-in-ms.ts';
import { defaultProfile } from '../../../simulator/profile.ts';

type Report = { readonly [key: string]: unknown };
const reportOf = (message: unknown) => (message as Report[])[0] as Report;
const didsOf = (message: unknown) => reportOf(message).trunkDidInfoList as Record<string, string>[];
const seeds = Array.from({ length: 300 }, (_, seed) => seed);

describe('a sample message', () => {
  it.each(eventNames)('is one that the vendor documents: %s', (event) => {
    for (const seed of seeds) {
      const message = sampleMessage({ event, seed });
      const kinds: Record<string, string> = { test: 'test', capacity_change: 'capacity-change' };
      expect(classify(message).kind).toBe(kinds[event] ?? 'did-change');
      if (event !== 'test') expect(reportOf(message).sn).toMatch(/^36[0-9A-Z]{12}ZK$/);
      if (event !== 'test' && event !== 'capacity_change') expect(reportOf(message).event).toBe(event);
    }
  });

  it('has the type of its event', () => {
    expectTypeOf(sampleMessage('did_change')).toEqualTypeOf<DidReport[]>();
    expectTypeOf(sampleMessage({ event: 'pce_delete' })).toEqualTypeOf<DidReport[]>();
    expectTypeOf(sampleMessage('capacity_change')).toEqualTypeOf<CapacityReport[]>();
    expectTypeOf(sampleMessage('test')).toEqualTypeOf<TestMessage>();
  });

  it.each(eventNames)('needs only the event: %s', (event) => {
    const message = sampleMessage({ event, seed: 1 });
    expect(sampleMessage({ event })).toEqual(message);
    expect(sampleMessage(event)).toEqual(message);
  });

  it('is the same for the same seed, and different for other seeds and numbers', () => {
    const text = (seed: number, n: number) =>
      JSON.stringify(sampleMessage({ event: 'did_change', seed, n, updateTime: 1 }));
    expect(text(4, 2)).toBe(text(4, 2));
    const texts = seeds.flatMap((seed) => [0, 1, 2].map((n) => text(seed, n)));
    expect(new Set(texts).size).toBe(texts.length);
  });

  it("has the time of the vendor's example, then one second later each, or the given time", () => {
    const timeOf = (n?: number, updateTime?: number) =>
      reportOf(
        sampleMessage({
          ...{ event: 'did_change', seed: 1 },
          ...(n === undefined ? {} : { n }),
          ...(updateTime === undefined ? {} : { updateTime }),
        }),
      ).updateTime;
    expect([timeOf(), timeOf(3), timeOf(3, 7)]).toEqual([1_773_110_920, 1_773_110_923, 7]);
  });

  it('lists one to eight DIDs of one trunk, with consecutive numbers and an id each', () => {
    const lists = seeds.map((seed) => didsOf(sampleMessage({ event: 'did_change', seed })));
    expect([...new Set(lists.map((list) => list.length))].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    for (const list of lists) {
      const [first] = list;
      expect(first?.trunkName).toMatch(/^register-trunk-shared_[0-9A-Z]{6}$/);
      expect(first?.did).toMatch(/^\d{8}$/);
      expect(list.map(({ did }) => did)).toEqual(list.map((_, n) => String(Number(first?.did) + n)));
      expect(new Set(list.map(({ trunkName }) => trunkName)).size).toBe(1);
      expect(new Set(list.map(({ didId }) => didId)).size).toBe(list.length);
    }
  });

  it('changes the capacity within limits, each value as a string', () => {
    const repositories = seeds.map(
      (seed) =>
        reportOf(sampleMessage({ event: 'capacity_change', seed })).repository as Record<string, string>,
    );
    const values = (key: string) => repositories.map((repository) => repository[key]);
    for (const extensions of values('extensions')) expect(extensions).toMatch(/^([1-9]\d?|[1-4]\d\d|500)$/);
    for (const extensions of values('extensions')) expect(Number(extensions) % 10).toBe(0);
    for (const calls of values('concurrentCalls')) expect(calls).toMatch(/^([1-9]\d?|100)$/);
    expect(new Set(values('enableCallRecording'))).toEqual(new Set(['yes', 'no']));
  });

  it.each([
    ['empty', []],
    ['null', null],
    ['absent', undefined],
  ] as const)('has the requested list in a pce_delete: %s', (deletionList, list) => {
    const message = sampleMessage({ event: 'pce_delete', seed: 1, deletionList });
    expect(reportOf(message).trunkDidInfoList).toEqual(list);
  });

  it('has an empty list in a pce_delete by default, and the last one on request', () => {
    expect(didsOf(sampleMessage({ event: 'pce_delete', seed: 1 }))).toEqual([]);
    const last = sampleMessage({ event: 'pce_delete', seed: 1, deletionList: 'last' });
    expect(didsOf(last)).toEqual(didsOf(sampleMessage({ event: 'did_change', seed: 1 })));
  });
});

/** The bytes of the vendor's example. */
const exampleOf = (file: string) =>
  readFileSync(new URL(`../../../fixtures/messages/${file}`, import.meta.url), 'utf8').trim();
const written = (message: unknown) => serialize(message, defaultProfile).toString('utf8');

describe("the vendor's example", () => {
  it('is the default DID change, exactly', () => {
    const dids = ['10021212', '10021213', '10021214'].map((did, n) => trunkDid(n, did));
    const report = didReport({ sn: '36XXXXXXXXXXXXZK', dids, updateTime: 1_773_110_920 });
    expect(written([report])).toBe(exampleOf('did-change.json'));
  });

  it('is the default capacity change, exactly', () => {
    const report = capacityReport({ sn: '36XXXXXXXXXXXXKH', updateTime: 1_773_110_920 });
    expect(written([report])).toBe(exampleOf('capacity-change.json'));
  });

  it('can be overridden', () => {
    const facts = { sn: '36A', modifier: 'me@example.com', repository: { extensions: '9' }, updateTime: 1 };
    expect(capacityReport(facts)).toMatchObject({
      modifier: 'me@example.com',
      repository: { extensions: '9', concurrentCalls: '5' },
    });
    expect(didReport({ sn: '36A', event: 'did_delete', dids: [], updateTime: 1 }).event).toBe('did_delete');
    expect(trunkDid(1, '5', 'mine').trunkName).toBe('mine');
  });
});

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
