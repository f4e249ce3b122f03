import fc from 'fast-check';
import { expect, test } from 'vitest';
import { validate } from '../../../schemas/index.ts';
import { defaultProfile } from '../../../simulator/index.ts';
import { bytesOf, defaultTraffic, storyOf } from '../../../simulator/load/index.ts';

const traffics = fc.record({
  seed: fc.integer(),
  fleets: fc.integer({ min: 1, max: 20 }),
  repeated: fc.constantFrom(0, 0.1, 0.5),
  forged: fc.constantFrom(0, 0.1, 0.4),
});

test('what fleets were told of is what the messages said, however many were sent', () => {
  fc.assert(
    fc.property(traffics, fc.integer({ min: 0, max: 700 }), (drawn, count) => {
      const story = storyOf({ ...defaultTraffic, ...drawn }, defaultProfile);
      const said = new Map<number, string[]>();
      for (let index = 0; index < count; index += 1) {
        const message = story.messageAt(index);
        const before = said.get(message.fleet) ?? [];
        said.set(message.fleet, before);
        const text = bytesOf(message).toString();
        if (message.kind === 'genuine') before.push(text);
        if (message.kind === 'repeated') expect(text).toBe(before.at(-1));
        if (message.kind === 'forged') expect(message.fault).toBeDefined();
      }
      const told = new Map(
        [...story.toldBy(count)].map(({ fleet, genuine }) => [
          fleet,
          genuine.map((template) => bytesOf({ kind: 'genuine', template, fleet }).toString()),
        ]),
      );
      expect(told).toEqual(said);
      expect(told.has(story.fleetAfter(count, 0))).toBe(false);
    }),
    { numRuns: 12 },
  );
});

test('every message is one that YCM sends, and those of one PBX are later and later', () => {
  const story = storyOf({ ...defaultTraffic, seed: 3, fleets: 5 }, defaultProfile);
  const latest = new Map<string, number>();
  const events = new Set<string>();
  for (let index = 0; index < 800; index += 1) {
    const message = JSON.parse(bytesOf(story.messageAt(index)).toString());
    expect(validate('message', message)).toBeUndefined();
    for (const { event = 'capacity_change', sn, updateTime } of message) {
      events.add(event);
      expect(updateTime).toBeGreaterThan(latest.get(sn) ?? 0);
      latest.set(sn, updateTime);
    }
  }
  expect([...events].sort()).toEqual([
    'capacity_change',
    'did_change',
    'did_delete',
    'pce_delete',
    'trunk_delete',
  ]);
});

test('two seeds have no PBX in common', () => {
  const snsOf = (seed: number) => {
    const story = storyOf({ ...defaultTraffic, seed, fleets: 50 }, defaultProfile);
    return new Set(
      Array.from({ length: 400 }, (_, n) => JSON.parse(bytesOf(story.messageAt(n)).toString())).flatMap(
        (message: { sn: string }[]) => message.map(({ sn }) => sn),
      ),
    );
  };
  const [one, other] = [snsOf(1), snsOf(2)];
  expect([...one].filter((sn) => other.has(sn))).toEqual([]);
});
