import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, defaultTraffic, workloadOf } from '../../../load/index.ts';
import { validate } from '../../../schemas/index.ts';
import { defaultProfile } from '../../../simulator/index.ts';

const traffics = fc.record({
  seed: fc.integer(),
  fleets: fc.integer({ min: 1, max: 20 }),
  repeated: fc.constantFrom(0, 0.1, 0.5),
  forged: fc.constantFrom(0, 0.1, 0.4),
});

test('the expected state of fleets follows from the messages, however many were sent', () => {
  fc.assert(
    fc.property(traffics, fc.integer({ min: 0, max: 700 }), (drawn, count) => {
      const workload = workloadOf({ ...defaultTraffic, ...drawn }, defaultProfile);
      const said = new Map<number, string[]>();
      for (let index = 0; index < count; index += 1) {
        const message = workload.messageAt(index);
        const before = said.get(message.fleet) ?? [];
        said.set(message.fleet, before);
        const text = bytesOf(message).toString();
        if (message.kind === 'genuine') before.push(text);
        if (message.kind === 'repeated') expect(text).toBe(before.at(-1));
        if (message.kind === 'forged') expect(message.fault).toBeDefined();
      }
      const named = new Map(
        [...workload.historiesAfter(count)].map(({ fleet, genuine }) => [
          fleet,
          genuine.map((text) => bytesOf({ text, fleet }).toString()),
        ]),
      );
      expect(named).toEqual(said);
      expect(named.has(workload.fleetAfter(count, 0))).toBe(false);
    }),
    { numRuns: 12 },
  );
});

test('every message is one that YCM could send, and those of one PBX have increasing times', () => {
  const workload = workloadOf({ ...defaultTraffic, seed: 3, fleets: 5 }, defaultProfile);
  const latest = new Map<string, number>();
  const events = new Set<string>();
  for (let index = 0; index < 800; index += 1) {
    const message = JSON.parse(bytesOf(workload.messageAt(index)).toString());
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
    const workload = workloadOf({ ...defaultTraffic, seed, fleets: 50 }, defaultProfile);
    return new Set(
      Array.from({ length: 400 }, (_, n) => JSON.parse(bytesOf(workload.messageAt(n)).toString())).flatMap(
        (message: { sn: string }[]) => message.map(({ sn }) => sn),
      ),
    );
  };
  const [one, other] = [snsOf(1), snsOf(2)];
  expect([...one].filter((sn) => other.has(sn))).toEqual([]);
});

type Report = {
  event?: string;
  sn: string;
  trunkDidInfoList?: { did: string; didId: string; trunkId: string; trunkName: string }[];
  repository?: { extensions: string; concurrentCalls: string };
};

function reportsOf(given: Partial<typeof defaultTraffic>, count: number) {
  const workload = workloadOf({ ...defaultTraffic, seed: 5, fleets: 40, ...given }, defaultProfile);
  return Array.from({ length: count }, (_, n) => workload.messageAt(n)).flatMap((message) =>
    (JSON.parse(bytesOf(message).toString()) as Report[]).map((report) => ({ ...report, of: message.fleet })),
  );
}

test('a DID belongs to one fleet, and to one PBX of it at a time', () => {
  const owners = new Map<string, number>();
  const lists = new Map<string, readonly string[]>();
  for (const { sn, of, trunkDidInfoList: list } of reportsOf({}, 640)) {
    if (list === undefined) continue;
    const numbers = list.flatMap(({ did, didId }) => [did, didId]);
    for (const one of numbers) owners.set(one, owners.get(one) ?? of);
    expect(numbers.every((one) => owners.get(one) === of)).toBe(true);
    expect(list.every(({ trunkId, trunkName }) => trunkName === `register-trunk-shared_${trunkId}`)).toBe(
      true,
    );
    lists.delete(sn);
    const others = new Set([...lists.values()].flat());
    expect(numbers.filter((one) => others.has(one))).toEqual([]);
    lists.set(sn, numbers);
  }
});

test('a deleted PBX never returns: the vendor leaves open what its capacity is then', () => {
  const deleted = new Set<string>();
  for (const { event, sn } of reportsOf({ events: { did_change: 1, pce_delete: 1 } }, 640)) {
    expect([...deleted]).not.toContain(sn);
    if (event === 'pce_delete') deleted.add(sn);
  }
  expect(deleted.size).toBeGreaterThan(40);
});

test.each([1, 4])('a change removes one DID of a PBX, or adds DIDs up to one more than %i', (didsPerPbx) => {
  const lists = new Map<string, readonly string[]>();
  const sizes = new Set<number>();
  const onlyChanges = { events: { did_change: 1 }, didsPerPbx };
  for (const { sn, trunkDidInfoList: list = [] } of reportsOf(onlyChanges, 640)) {
    const before = lists.get(sn) ?? [];
    const ids = list.map(({ didId }) => didId);
    const kept = before.filter((id) => ids.includes(id));
    const isOneLess = kept.length === before.length - 1 && ids.length === kept.length;
    const isMore = kept.length === before.length && ids.length >= didsPerPbx && ids.length > kept.length;
    expect([isOneLess, isMore]).toContain(true);
    lists.set(sn, ids);
    sizes.add(ids.length);
  }
  expect(Math.max(...sizes)).toBe(didsPerPbx + 1);
});

test('a capacity is possible at YCM: 10 to 500 extensions, 1 to 100 calls', () => {
  const reports = reportsOf({ events: { capacity_change: 1 } }, 640);
  for (const { repository } of reports) {
    const { extensions, concurrentCalls } = { extensions: '', concurrentCalls: '', ...repository };
    expect(Number(extensions) % 10).toBe(0);
    expect(Number(extensions)).toBeGreaterThanOrEqual(10);
    expect(Number(extensions)).toBeLessThanOrEqual(500);
    expect(Number(concurrentCalls)).toBeGreaterThanOrEqual(1);
    expect(Number(concurrentCalls)).toBeLessThanOrEqual(100);
  }
  expect(new Set(reports.map(({ repository }) => repository?.concurrentCalls)).size).toBeGreaterThan(50);
});

test('a forgery gives a PBX an unassigned DID instead of its first one', () => {
  const lists = new Map<string, readonly string[]>();
  const sizes = new Set<number>();
  for (const { sn, trunkDidInfoList: list = [], of } of reportsOf(
    { forged: 0.4, events: { did_change: 1 } },
    640,
  )) {
    const stolen = list.at(-1);
    const ids = list.map(({ didId }) => didId);
    if (stolen?.trunkName !== 'forged') lists.set(sn, ids);
    else {
      expect(stolen).toEqual({ did: `99${of}`, didId: `9${of}`, trunkId: `9${of}`, trunkName: 'forged' });
      expect(ids.slice(0, -1)).toEqual((lists.get(sn) ?? []).slice(1));
      sizes.add(ids.length);
    }
  }
  expect(Math.max(...sizes)).toBeGreaterThan(2);
});

test.each(['one-array', 'many-messages'] as const)(
  'there is a forgery for every message, even if a deletion is sent as %s',
  (trunkDelete) => {
    const events = { did_change: 1, trunk_delete: 1 };
    const given = { ...defaultTraffic, seed: 3, fleets: 5, forged: 0.1, events };
    const workload = workloadOf(given, { ...defaultProfile, trunkDelete });
    for (let index = 0; index < 8000; index += 1) {
      const message = workload.messageAt(index);
      if (message.kind === 'forged') expect(bytesOf(message).toString()).toContain('"forged"');
    }
  },
);

test.each([
  { repeated: 0, forged: 0 },
  { repeated: 0, forged: 0.3 },
  { repeated: 0.2, forged: 0 },
  { repeated: 0.2, forged: 0.25 },
])('the shares %j hold in any interval, not only on average', (shares) => {
  for (const seed of [0, 1, -7, 123_456]) {
    const workload = workloadOf({ ...defaultTraffic, ...shares, seed, fleets: 5 }, defaultProfile);
    // The first report about a fleet cannot be a duplicate: a later interval of one generation.
    for (const from of [40, 120, 200]) {
      const kinds = Array.from({ length: 40 }, (_, n) => workload.messageAt(from + n).kind);
      for (const kind of ['repeated', 'forged'] as const) {
        const drawn = kinds.filter((one) => one === kind).length;
        expect(Math.abs(drawn - 40 * shares[kind])).toBeLessThanOrEqual(shares[kind] === 0 ? 0 : 3);
      }
    }
  }
});

test('the unreported fleets after any number of messages are all different', () => {
  const workload = workloadOf({ ...defaultTraffic, seed: 3, fleets: 5 }, defaultProfile);
  for (const count of [0, 1, 79, 80, 81, 400]) {
    const named = [...workload.historiesAfter(count)].map(({ fleet }) => fleet);
    const after = [0, 1, 2, 3].map((nth) => workload.fleetAfter(count, nth));
    const next = Array.from({ length: 200 }, (_, n) => workload.messageAt(n + 400).fleet);
    expect(new Set([...named, ...after]).size).toBe(named.length + 4);
    if (count === 400) expect(next).toEqual(expect.arrayContaining(after));
  }
});
