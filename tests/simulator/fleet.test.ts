import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validate } from '../../schemas/index.ts';
import { HookswitchError } from '../../simulator/errors.ts';
import { act, emptyFleet, type Fleet, type FleetAction, type FleetStep } from '../../simulator/fleet.ts';

const options = { trunkDelete: 'one-array', deletionList: 'empty', updateTime: 1_773_110_920 } as const;
const did = (n: number, trunkId: string) => ({
  did: `1002${n}`,
  didId: `d${n}`,
  trunkId,
  trunkName: `trunk ${trunkId}`,
});
const trunks = [
  [did(1, 't1'), did(2, 't1'), did(3, 't1')],
  [did(4, 't2'), did(5, 't2')],
];

/** A small world, so that actions meet: 3 PBXs, 2 trunks, 5 DIDs. */
const sn = fc.constantFrom('PBX-A', 'PBX-B', 'PBX-C');
const didIds = fc.uniqueArray(fc.constantFrom('d1', 'd2', 'd3', 'd4', 'd5'), { maxLength: 3 });
const action: fc.Arbitrary<FleetAction> = fc.oneof(
  fc.record({ kind: fc.constant('create-pbx' as const), sn, didIds }),
  fc.record({ kind: fc.constant('assign-dids' as const), sn, didIds }),
  fc.record({ kind: fc.constant('remove-dids' as const), sn, didIds }),
  fc.record({ kind: fc.constant('delete-dids' as const), didIds }),
  fc.record({ kind: fc.constant('delete-trunk' as const), trunkId: fc.constantFrom('t1', 't2') }),
  fc.record({ kind: fc.constant('delete-pbx' as const), sn }),
  fc.record({ kind: fc.constant('resize' as const), sn, repository: fc.constant({ extensions: '20' }) }),
);

/** What has to be told, as PBX -> event; `undefined`: the action has to be refused. */
type Told = Map<string, string> | undefined;

/** Who has which DID, kept in another way than the fleet keeps it. */
class Model {
  readonly pbxs = new Set<string>();
  readonly holders = new Map<string, string | undefined>(
    trunks.flat().map(({ didId }) => [didId, undefined]),
  );

  heldBy(pbx: string): string[] {
    return [...this.holders].filter(([, holder]) => holder === pbx).map(([id]) => id);
  }

  act(step: FleetAction): Told {
    switch (step.kind) {
      case 'add-trunk':
        return undefined;
      case 'delete-trunk': {
        const ids = trunks
          .flat()
          .filter((one) => one.trunkId === step.trunkId && this.holders.has(one.didId));
        return ids.length === 0
          ? undefined
          : this.#drop(
              ids.map((one) => one.didId),
              'trunk_delete',
            );
      }
      case 'delete-dids':
        return step.didIds.every((id) => this.holders.has(id))
          ? this.#drop(step.didIds, 'did_delete')
          : undefined;
      case 'create-pbx':
        return this.pbxs.has(step.sn) ? undefined : this.#create(step.sn, step.didIds);
      default:
        return this.pbxs.has(step.sn) ? this.#change(step) : undefined;
    }
  }

  #drop(ids: readonly string[], event: string): Told {
    const told = ids.flatMap((id) => this.holders.get(id) ?? []);
    for (const id of ids) this.holders.delete(id);
    return new Map(told.map((pbx) => [pbx, event]));
  }

  #create(pbx: string, ids: readonly string[]): Told {
    if (!this.#areHeldBy(undefined, ids)) return undefined;
    this.pbxs.add(pbx);
    this.#give(ids, pbx);
    return new Map(ids.length === 0 ? [] : [[pbx, 'did_change']]);
  }

  #change(
    step: Extract<FleetAction, { kind: 'assign-dids' | 'remove-dids' | 'delete-pbx' | 'resize' }>,
  ): Told {
    if (step.kind === 'resize') return new Map([[step.sn, 'capacity']]);
    if (step.kind === 'delete-pbx') {
      const ids = this.heldBy(step.sn);
      this.#give(ids, undefined);
      this.pbxs.delete(step.sn);
      return new Map(ids.length === 0 ? [] : [[step.sn, 'pce_delete']]);
    }
    const [from, to] = step.kind === 'assign-dids' ? [undefined, step.sn] : [step.sn, undefined];
    if (!this.#areHeldBy(from, step.didIds)) return undefined;
    this.#give(step.didIds, to);
    return new Map([[step.sn, 'did_change']]);
  }

  #areHeldBy(pbx: string | undefined, ids: readonly string[]): boolean {
    return ids.every((id) => this.holders.has(id) && this.holders.get(id) === pbx);
  }

  #give(ids: readonly string[], pbx: string | undefined): void {
    for (const id of ids) this.holders.set(id, pbx);
  }
}

/** The action on the fleet; `undefined` when it is refused. */
function tryAct(fleet: Fleet, step: FleetAction) {
  try {
    return act(fleet, step, options);
  } catch (error) {
    expect(error).toBeInstanceOf(HookswitchError);
    return undefined;
  }
}

const stocked = trunks.reduce<Fleet>(
  (fleet, dids) => act(fleet, { kind: 'add-trunk', dids }, options).fleet,
  emptyFleet,
);

/** Holds the messages of one action to what the model says of it. */
function expectTold(messages: FleetStep['messages'], told: Told, model: Model): void {
  const reports = messages.flat();
  expect(
    new Map(reports.map((report) => [report.sn, 'event' in report ? report.event : 'capacity'])),
  ).toEqual(told);
  expect(reports).toHaveLength(told?.size ?? 0);
  for (const report of reports) {
    if (!('trunkDidInfoList' in report)) continue;
    const listed = (report.trunkDidInfoList as { didId: string }[]).map(({ didId }) => didId);
    expect(listed.sort()).toEqual(model.heldBy(report.sn).sort());
  }
  for (const message of messages) expect(validate('message', message)).toBeUndefined();
}

describe('a fleet', () => {
  it('tells in any life, of each action, exactly the PBXs that it touched and the DIDs that they have now', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), (life) => {
        const model = new Model();
        let fleet = stocked;
        for (const one of life) {
          const told = model.act(one);
          const step = tryAct(fleet, one);
          expect(step === undefined).toBe(told === undefined);
          if (step) expectTold(step.messages, told, model);
          fleet = step?.fleet ?? fleet;
        }
      }),
      { numRuns: 500 },
    );
  });

  const shared = ['PBX-A', 'PBX-B'].reduce(
    (fleet, one, n) => act(fleet, { kind: 'create-pbx', sn: one, didIds: [`d${n + 1}`] }, options).fleet,
    stocked,
  );

  it.each([
    ['one-array', [2]],
    ['many-messages', [1, 1]],
  ] as const)('tells of a trunk that several PBXs share as %s', (trunkDelete, sizes) => {
    const { messages } = act(shared, { kind: 'delete-trunk', trunkId: 't1' }, { ...options, trunkDelete });
    expect(messages.map((message) => message.length)).toEqual(sizes);
  });

  it.each([
    ['empty', []],
    ['absent', undefined],
    ['null', null],
    ['last', [did(1, 't1')]],
  ] as const)('lists the DIDs of a deleted PBX as %s', (deletionList, list) => {
    const { messages } = act(shared, { kind: 'delete-pbx', sn: 'PBX-A' }, { ...options, deletionList });
    expect(messages).toEqual([
      [
        {
          event: 'pce_delete',
          sn: 'PBX-A',
          ...(list === undefined ? {} : { trunkDidInfoList: list }),
          updateTime: 1_773_110_920,
        },
      ],
    ]);
  });
});
