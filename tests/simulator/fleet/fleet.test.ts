import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify } from '../../../schemas/index.ts';
import {
  type ActionOptions,
  act,
  didsOf,
  emptyFleet,
  type Fleet,
  type FleetAction,
  type FleetMessage,
} from '../../../simulator/fleet/index.ts';
import { HookswitchError } from '../../../text/errors/errors.ts';
import { actionLists, did, listed, profile, trunks } from './fleet-actions.ts';
import { type ExpectedReport, FleetModel } from './fleet-model.ts';

const updateTime = 1_773_110_920;
const options = { trunkDelete: 'one-array', deletionList: 'empty', updateTime } as const;
/** Applies the action to the fleet; `undefined` if it is refused, in one sentence. */
function tryAct(fleet: Fleet, one: FleetAction, how: ActionOptions) {
  try {
    return act(fleet, one, how);
  } catch (error) {
    expect(error).toBeInstanceOf(HookswitchError);
    expect(error).toMatchObject({ code: 'bad-action', message: expect.stringMatching(/^[^\n]{10,300}$/) });
    return undefined;
  }
}

/** Compares the messages of one action with the model. */
function expectReports(
  messages: readonly FleetMessage[],
  reports: readonly ExpectedReport[],
  how: ActionOptions,
): void {
  const expected = reports.map((one) =>
    'event' in one ? didReportOf(one, how) : capacityReportOf(one, how),
  );
  expect(messages.flat().map(inOrder).sort(byText)).toEqual(expected.map(inOrder).sort(byText));
  const isOneArray = how.trunkDelete === 'one-array';
  const kinds = new Set(reports.map((one) => 'event' in one));
  expect(messages).toHaveLength(isOneArray ? kinds.size : reports.length);
  for (const message of messages) expect(classify(message).kind).toMatch(/^(did|capacity)-change$/);
}

function didReportOf(
  { sn, event, didIds }: Extract<ExpectedReport, { event: string }>,
  how: ActionOptions,
): object {
  const list = didIds.map((didId) => listed.get(didId));
  if (event !== 'pce_delete') return { event, sn, trunkDidInfoList: list, updateTime: how.updateTime };
  const lists = { empty: [], absent: undefined, null: null, last: list };
  const trunkDidInfoList = lists[how.deletionList];
  return {
    event,
    sn,
    ...(trunkDidInfoList === undefined ? {} : { trunkDidInfoList }),
    updateTime: how.updateTime,
  };
}

function capacityReportOf(
  { sn, repository }: Extract<ExpectedReport, { repository: object }>,
  how: ActionOptions,
) {
  return { modifier: 'admin@example.com', repository, sn, updateTime: how.updateTime };
}

/** The order of the DIDs is unspecified. */
function inOrder(report: object): object {
  if (!('trunkDidInfoList' in report) || !Array.isArray(report.trunkDidInfoList)) return report;
  return { ...report, trunkDidInfoList: [...report.trunkDidInfoList].sort(byText) };
}

function byText(a: object, b: object): number {
  return JSON.stringify(a).localeCompare(JSON.stringify(b));
}

/** Runs actions beside the model; returns the messages. */
function live(actions: readonly FleetAction[], choices: Omit<ActionOptions, 'updateTime'>): string[] {
  const model = new FleetModel();
  let fleet = emptyFleet;
  return [...stock, ...actions].flatMap((one, n) => {
    const before = structuredClone(fleet);
    const how = { ...choices, updateTime: updateTime + n };
    const expected = model.act(one);
    const step = tryAct(fleet, one, how);
    expect(fleet).toEqual(before);
    expect(step === undefined).toBe(expected === undefined);
    if (!step || !expected) return [];
    expectReports(step.messages, expected, how);
    fleet = step.fleet;
    return expected.map((report) => ('event' in report ? `${one.action}: ${report.event}` : one.action));
  });
}

const stocked = trunks.reduce<Fleet>(
  (fleet, dids) => act(fleet, { action: 'add-trunk', dids }, options).fleet,
  emptyFleet,
);
const stock: readonly FleetAction[] = trunks.map((dids) => ({ action: 'add-trunk', dids }));

describe('a fleet', () => {
  it('reports exactly what a model of the fleet predicts for any actions, and refuses what the model refuses', () => {
    const reports = new Set<string>();
    fc.assert(
      fc.property(actionLists, profile, (actions, choices) => {
        for (const what of live(actions, choices)) reports.add(what);
      }),
      { numRuns: 200 },
    );
    expect([...reports].sort()).toEqual([
      'assign-dids: did_change',
      'bind-dids: did_change',
      'create-pbx',
      'create-pbx: did_change',
      'delete-dids: did_delete',
      'delete-pbx: pce_delete',
      'delete-trunk: trunk_delete',
      'remove-dids: did_change',
      'resize',
    ]);
  });

  const shared = ['PBX-A', 'PBX-B'].reduce(
    (fleet, one, n) => act(fleet, { action: 'create-pbx', sn: one, didIds: [`d${n + 1}`] }, options).fleet,
    stocked,
  );

  it.each([
    ['one-array', [2]],
    ['many-messages', [1, 1]],
  ] as const)('reports several PBXs as %s', (trunkDelete, sizes) => {
    const how = { ...options, trunkDelete };
    const ofTrunk = act(shared, { action: 'delete-trunk', trunkId: 't1' }, how).messages;
    const ofDids = act(shared, { action: 'delete-dids', didIds: ['d1', 'd2', 'd3'] }, how).messages;
    const resize = { action: 'resize', sn: ['PBX-A', 'PBX-B'], repository: { extensions: '9' } } as const;
    for (const messages of [ofTrunk, ofDids, act(shared, resize, how).messages]) {
      expect(messages.map((message) => message.length)).toEqual(sizes);
      expect(messages.flat().map((report) => report.sn)).toEqual(['PBX-A', 'PBX-B']);
    }
  });

  it.each([
    ['empty', []],
    ['absent', undefined],
    ['null', null],
    ['last', [did(1, 't1')]],
  ] as const)('lists the DIDs of a deleted PBX as %s', (deletionList, list) => {
    const { messages } = act(shared, { action: 'delete-pbx', sn: 'PBX-A' }, { ...options, deletionList });
    expect(messages).toStrictEqual([
      [
        {
          event: 'pce_delete',
          sn: 'PBX-A',
          ...(list === undefined ? {} : { trunkDidInfoList: list }),
          updateTime,
        },
      ],
    ]);
  });

  it('reports the capacity of a new PBX only if it was assigned some', () => {
    const create = { action: 'create-pbx', sn: 'PBX-C', didIds: [] } as const;
    expect(act(shared, create, options).messages).toEqual([]);
    const { messages } = act(shared, { ...create, repository: { extensions: '50' } }, options);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject([
      { sn: 'PBX-C', repository: { extensions: '50', concurrentCalls: '5' } },
    ]);
  });

  it('lists the DIDs as the trunk has them, without their owners', () => {
    expect(didsOf(shared, 'PBX-A')).toStrictEqual([did(1, 't1')]);
  });

  it.each<[FleetAction, string]>([
    [{ action: 'delete-pbx', sn: 'PBX-Z' }, 'there is no PBX "PBX-Z"; create it first'],
    [{ action: 'create-pbx', sn: 'PBX-A', didIds: [] }, 'a PBX "PBX-A" already exists'],
    [{ action: 'create-pbx', sn: '', didIds: [] }, 'the serial number is empty'],
    [
      { action: 'assign-dids', sn: 'PBX-B', didIds: ['d1'] },
      'the DID "d1" belongs to the PBX "PBX-A"; remove it from that PBX first',
    ],
    [
      { action: 'remove-dids', sn: 'PBX-B', didIds: ['d1'] },
      `the DID "d1" belongs to the PBX "PBX-A", so it can't be removed from the PBX "PBX-B"`,
    ],
    [{ action: 'remove-dids', sn: 'PBX-B', didIds: ['d3'] }, 'the DID "d3" is assigned to no PBX'],
    [{ action: 'assign-dids', sn: 'PBX-B', didIds: ['d3', 'd3'] }, 'the DID "d3" is given twice'],
    [{ action: 'bind-dids', sn: 'PBX-B', didIds: ['d3', 'd3'] }, 'the DID "d3" is given twice'],
    [{ action: 'delete-dids', didIds: ['d1', 'd3', 'd3'] }, 'the DID "d3" is given twice'],
    [{ action: 'delete-dids', didIds: ['d3', 'd9'] }, 'there is no DID "d9"; add it with its trunk first'],
    [{ action: 'delete-trunk', trunkId: 't9' }, 'there is no trunk "t9"; add it first'],
    [{ action: 'add-trunk', dids: [] }, 'no DIDs are given for the trunk; give at least one'],
    [{ action: 'add-trunk', dids: [did(1, 't3')] }, 'a DID "d1" already exists'],
    [{ action: 'add-trunk', dids: [did(6, 't3'), did(6, 't3')] }, 'the DID "d6" is given twice'],
    [{ action: 'add-trunk', dids: [did(6, 't3'), did(7, 't4')] }, 'add one trunk at a time'],
    [
      { action: 'add-trunk', dids: [{ ...did(6, 't1'), trunkName: 'x' }] },
      'but the trunk "t1" is named "trunk t1"',
    ],
    [{ action: 'resize', sn: 'PBX-A', repository: {} }, 'no capacity is given'],
    [
      { action: 'resize', sn: ['PBX-A', 'PBX-A'], repository: { extensions: '1' } },
      'the PBX "PBX-A" is given twice',
    ],
    [{ action: 'delete-pbx', sn: '\u001b[31m\n' }, 'there is no PBX "\\u001b[31m\\n"'],
  ])('refuses %j', (one, words) => {
    expect(() => act(shared, one, options)).toThrow(words);
  });

  it('has no DID of a deleted trunk, and no deleted DID', () => {
    const without = act(shared, { action: 'delete-trunk', trunkId: 't1' }, options).fleet;
    const assign = { action: 'assign-dids', sn: 'PBX-B', didIds: ['d3'] } as const;
    expect(() => act(without, assign, options)).toThrow('there is no DID "d3"');
    expect(act(without, { action: 'add-trunk', dids: [did(3, 't1')] }, options).fleet.dids).toContainEqual(
      did(3, 't1'),
    );
  });

  it('has each trunk once, and each free DID without a PBX', () => {
    expect(stocked.dids).toStrictEqual(trunks.flat());
    const { fleet } = act(stocked, { action: 'add-trunk', dids: [did(6, 't1')] }, options);
    expect(fleet.trunks).toEqual(stocked.trunks);
    expect(fleet.trunks.map(({ trunkId }) => trunkId)).toEqual(['t1', 't2']);
  });

  it('assigns no DID when it adds a trunk, whatever its DIDs say', () => {
    const dids = [{ ...did(6, 't3'), sn: 'PBX-A' }];
    expect(act(shared, { action: 'add-trunk', dids }, options).fleet.dids).toContainEqual(did(6, 't3'));
  });

  it('keeps a trunk whose DIDs were all deleted, and reports nothing when it is deleted', () => {
    const { fleet } = act(shared, { action: 'delete-dids', didIds: ['d1', 'd2', 'd3'] }, options);
    expect(act(fleet, { action: 'delete-trunk', trunkId: 't1' }, options).messages).toEqual([]);
  });

  it.each([0, 9_999_999_999])('accepts the time %d', (time) => {
    const create = { action: 'create-pbx', sn: 'PBX-C', didIds: ['d3'] } as const;
    const { messages } = act(shared, create, { ...options, updateTime: time });
    expect(messages).toMatchObject([[{ updateTime: time }]]);
  });

  it.each([10_000_000_000, 1_773_110_920_123, 1.5, -1, Number.NaN])(
    'refuses the time %d, which is not in seconds',
    (time) => {
      const create = { action: 'create-pbx', sn: 'PBX-C', didIds: [] } as const;
      expect(() => act(shared, create, { ...options, updateTime: time })).toThrow(
        'give whole seconds since 1970',
      );
    },
  );
});
