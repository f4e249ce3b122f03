import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  act,
  didsOf,
  emptyFleet,
  type Fleet,
  type FleetMessage,
  type TrunkDidInfo,
  validate,
} from '../../index.ts';
import * as door from '../../integrations/fast-check.ts';
import {
  capacityReports,
  type DeliverySequence,
  deliverySequences,
  didReports,
  type FleetWorkload,
  fleetWorkloads,
  messages,
  serials,
  trunkDidInfos,
  updateTimes,
} from '../../integrations/fast-check.ts';

const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const sequences = (count: number, constraints = {}) =>
  fc.sample(deliverySequences(constraints), { numRuns: count, seed: 7 });

/** The stored state of a receiver, as a map for each kind of report. */
interface Store {
  readonly dids: Map<string, { readonly at: number; readonly list: readonly TrunkDidInfo[] | 'deleted' }>;
  readonly capacities: Map<string, { readonly at: number; readonly repository: object }>;
}
type Fold = (store: Store, message: FleetMessage) => void;

/** A correct receiver: one snapshot per serial number, guarded by its time, which survives a deletion. */
const guarded: Fold = ({ dids, capacities }, message) => {
  for (const report of message) {
    const { sn, updateTime: at } = report;
    if ('repository' in report && !('event' in report)) {
      if (at > (capacities.get(sn)?.at ?? -1)) capacities.set(sn, { at, repository: report.repository });
    } else if (at > (dids.get(sn)?.at ?? -1)) {
      dids.set(sn, { at, list: report.event === 'pce_delete' ? 'deleted' : listOf(report) });
    }
  }
};

function listOf(report: FleetMessage[number]): readonly TrunkDidInfo[] {
  const list = 'event' in report ? report.trunkDidInfoList : [];
  return Array.isArray(list) ? list : [];
}

/** Compares a receiver's stored state with the expected one, as the page says. */
function expectStored(fold: Fold, { deliveries, expected }: DeliverySequence): void {
  const store: Store = { dids: new Map(), capacities: new Map() };
  for (const message of deliveries) fold(store, message);
  const alive = [...store.dids].filter(([, { list }]) => list !== 'deleted');
  expect(Object.fromEntries(alive.map(([sn, { list }]) => [sn, list]))).toEqual(expected.dids);
  const capacities = [...store.capacities].map(([sn, { repository }]) => [sn, repository]);
  expect(Object.fromEntries(capacities)).toMatchObject(expected.capacities);
}

describe('the message arbitraries', () => {
  it('generate what the schemas allow', () => {
    for (const message of fc.sample(messages, 300))
      expect(validate('message', sent(message))).toBeUndefined();
    for (const report of fc.sample(didReports, 100))
      expect(validate('did-change', [sent(report)])).toBeUndefined();
    for (const report of fc.sample(capacityReports, 100))
      expect(validate('capacity-change', [sent(report)])).toBeUndefined();
    const lists = fc.sample(fc.tuple(serials, trunkDidInfos, updateTimes), 100);
    for (const [sn, info, updateTime] of lists)
      expect(
        validate('did-change', [{ event: 'did_change', sn, trunkDidInfoList: [info], updateTime }]),
      ).toBeUndefined();
  });
});

describe('a fleet workload', () => {
  const workloads = fc.sample(fleetWorkloads(), { numRuns: 300, seed: 3 });

  it('has valid messages of every event, from every action', () => {
    const all = workloads.flatMap((workload) => workload.messages);
    for (const message of all) expect(validate('message', sent(message))).toBeUndefined();
    const events = new Set(all.flat().map((report) => ('event' in report ? report.event : 'capacity')));
    expect([...events].sort()).toEqual([
      'capacity',
      'did_change',
      'did_delete',
      'pce_delete',
      'trunk_delete',
    ]);
    const actions = new Set(workloads.flatMap(({ steps }) => steps.map(({ action }) => action.action)));
    expect(actions.size).toBe(8);
    expect(all.some((message) => message.length > 1)).toBe(true);
    for (const { steps, messages: some } of workloads) {
      expect(some).toEqual(steps.flatMap((step) => step.messages));
    }
  });

  it('is at most as long and as wide as requested', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 6 })
          .chain((pbxs) => fc.tuple(fc.constant(pbxs), fleetWorkloads({ pbxs, steps: 12 }))),
        ([pbxs, workload]) => {
          const actions = workload.steps.filter(({ action }) => action.action !== 'add-trunk');
          expect(actions.length).toBeLessThanOrEqual(12);
          expect(new Set(workload.messages.flat().map(({ sn }) => sn)).size).toBeLessThanOrEqual(pbxs);
        },
      ),
    );
    expect(Math.max(...workloads.map(({ steps }) => steps.length))).toBeGreaterThanOrEqual(20);
  });

  it('advances by at least a second, and reports one change of each kind per PBX and second', () => {
    for (const { steps, messages: all } of workloads) {
      const times = steps.map(({ updateTime }) => updateTime);
      expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
      const keys = all.flat().map((report) => `${report.sn} ${'event' in report} ${report.updateTime}`);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('adds no DID twice: a trunk that returns has the same numbers under other ids', () => {
    const added = workloads.map(({ steps }) =>
      steps.flatMap(({ action }) => (action.action === 'add-trunk' ? action.dids : [])),
    );
    for (const dids of added) expect(new Set(dids.map(({ didId }) => didId)).size).toBe(dids.length);
    expect(added.some((dids) => new Set(dids.map(({ did }) => did)).size < dids.length)).toBe(true);
  });

  it('uses the given profile', () => {
    const profile = { trunkDelete: 'many-messages', deletionList: 'null' } as const;
    const all = fc
      .sample(fleetWorkloads({ profile }), { numRuns: 100, seed: 3 })
      .flatMap((workload) => workload.messages);
    expect(all.every((message) => message.length === 1)).toBe(true);
    const deletions = all.flat().filter((report) => 'event' in report && report.event === 'pce_delete');
    expect(deletions.length).toBeGreaterThan(0);
    for (const deletion of deletions) expect(deletion).toMatchObject({ trunkDidInfoList: null });
  });

  it.each([
    [{ pbxs: 0 }, 'pbxs is 0; give a whole number from 1 to 50'],
    [{ pbxs: 1.5 }, 'pbxs is 1.5; give a whole number from 1 to 50'],
    [{ steps: 0 }, 'steps is 0; give a whole number from 1 to 1000'],
    [{ retries: 6 }, 'retries is 6; give a whole number from 0 to 5'],
    [{ late: -1 }, 'late is -1; give a whole number from 0 to 100'],
  ])('is refused with %j', (constraints, sentence) => {
    expect(() => deliverySequences(constraints)).toThrow(sentence);
  });
});

function fleetAfter({ steps }: FleetWorkload): Fleet {
  const options = { trunkDelete: 'one-array', deletionList: 'last', updateTime: 0 } as const;
  return steps.reduce((before, { action }) => act(before, action, options).fleet, emptyFleet);
}

function idsIn(list: readonly TrunkDidInfo[]): string[] {
  return list.map(({ didId }) => didId).sort();
}

function timesCreated({ steps }: FleetWorkload, sn: string): number {
  return steps.filter(({ action }) => action.action === 'create-pbx' && action.sn === sn).length;
}

describe('what a receiver sees of a workload', () => {
  it('contains every message, none more often than a sender sends it, some late and some repeated', () => {
    const all = sequences(200);
    for (const { workload, deliveries } of all) {
      expect(new Set(deliveries)).toEqual(new Set(workload.messages));
      for (const message of workload.messages)
        expect(deliveries.filter((one) => one === message).length).toBeLessThanOrEqual(6);
    }
    expect(all.some(({ workload, deliveries }) => deliveries.length > workload.messages.length)).toBe(true);
    const isLate = ({ workload, deliveries }: DeliverySequence) =>
      deliveries.some(
        (message, n) =>
          workload.messages.indexOf(message) < workload.messages.indexOf(deliveries[n - 1] ?? message),
      );
    expect(all.filter(isLate).length).toBeGreaterThan(50);
  });

  it('contains the messages as pushed when there are no retries or delays', () => {
    for (const { workload, deliveries } of sequences(50, { retries: 0, late: 0 }))
      expect(deliveries).toEqual(workload.messages);
  });

  it("results in the fleet's state", () => {
    for (const { workload, expected } of sequences(300)) {
      const fleet = fleetAfter(workload);
      const isThere = (sn: string) => fleet.pbxs.some((pbx) => pbx.sn === sn);
      for (const { sn } of fleet.pbxs)
        expect(idsIn(expected.dids[sn] ?? [])).toEqual(idsIn(didsOf(fleet, sn)));
      for (const sn of expected.deleted) expect(didsOf(fleet, sn)).toEqual([]);
      // No event reports the deletion of a PBX that had no DIDs.
      const gone = Object.keys(expected.dids).filter((sn) => !isThere(sn));
      for (const sn of gone) expect(expected.dids[sn]).toEqual([]);
      const lasting = fleet.pbxs.filter(
        ({ sn }) => timesCreated(workload, sn) === 1 && sn in expected.capacities,
      );
      for (const { sn, repository } of lasting) expect(expected.capacities[sn]).toEqual(repository);
    }
  });

  it('leads a correct receiver to the expected state in any order', () => {
    fc.assert(
      fc.property(deliverySequences({ pbxs: 4, steps: 30 }), (sequence) => expectStored(guarded, sequence)),
      { numRuns: 500 },
    );
  });

  const lastOneWins: Fold = (store, message) => {
    for (const report of message) ('event' in report ? store.dids : store.capacities).delete(report.sn);
    guarded(store, message);
  };
  const neverForgets: Fold = (store, message) => {
    const before = new Map(store.dids);
    guarded(store, message);
    for (const { sn } of message) {
      const [old, now] = [before.get(sn), store.dids.get(sn)];
      if (!old || !now || old === now || now.list === 'deleted' || old.list === 'deleted') continue;
      store.dids.set(sn, { at: now.at, list: [...new Set([...old.list, ...now.list])] });
    }
  };
  const firstItemOnly: Fold = (store, message) => guarded(store, message.slice(0, 1));
  const noTombstone: Fold = (store, message) => {
    guarded(store, message);
    for (const { sn } of message) if (store.dids.get(sn)?.list === 'deleted') store.dids.delete(sn);
  };

  it.each([
    { does: 'takes the last message for the newest', fold: lastOneWins, fewest: 3 },
    { does: 'adds to a list what it has to replace', fold: neverForgets, fewest: 3 },
    { does: 'reads the first item of an array only', fold: firstItemOnly, fewest: 4 },
    { does: 'forgets that a PBX was deleted', fold: noTombstone, fewest: 3 },
  ])('finds a receiver that $does, and shrinks to few steps', ({ fold, fewest }) => {
    const property = fc.property(deliverySequences(), (sequence) => expectStored(fold, sequence));
    const sizes = Array.from({ length: 15 }, (_, seed) => {
      const { counterexample } = fc.check(property, { seed, numRuns: 1000 });
      return counterexample?.[0].workload.steps.length ?? Number.NaN;
    }).sort((a, b) => a - b);
    expect(sizes[0]).toBe(fewest);
    expect(sizes[7]).toBeLessThanOrEqual(fewest + 1);
    expect(sizes.at(-1)).toBeLessThanOrEqual(8);
  });

  it('is printed with a line for each step', () => {
    for (const sequence of sequences(20)) {
      const { workload, deliveries } = sequence;
      const lines = fc.stringify(sequence).split('\n');
      expect(lines).toHaveLength(workload.steps.length + 1);
      const seen = deliveries.map((message) => `#${workload.messages.indexOf(message) + 1}`).join(' ');
      expect(lines.at(-1)).toBe(`seen: ${seen || 'nothing'}`);
      for (const [n, { action, updateTime, messages: pushed }] of workload.steps.entries()) {
        expect(lines[n]).toMatch(
          new RegExp(`^${updateTime} ${action.action} .+ -> ${pushed.length === 0 ? 'nothing$' : '#'}`),
        );
        for (const { sn } of pushed.flat()) expect(lines[n]).toContain(` of ${sn}`);
      }
    }
  });
});

it('exports nothing by accident', () => {
  expect(Object.keys(door).sort()).toEqual([
    'capacityReports',
    'deliverySequences',
    'didReports',
    'expectedState',
    'fleetWorkloads',
    'messages',
    'serials',
    'trunkDidInfos',
    'updateTimes',
  ]);
});
