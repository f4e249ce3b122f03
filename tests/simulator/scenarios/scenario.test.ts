import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  HookswitchError,
  planScenario,
  runScenario,
  type Scenario,
  type ScenarioStep,
} from '../../../index.ts';
import type { FleetAction } from '../../../simulator/index.ts';

const endTime = 1_773_110_920;
const did = (n: number) => ({ did: `1002${n}`, didId: `d${n}`, trunkId: 't1', trunkName: 'trunk 1' });
const trunk = (n: number): ScenarioStep => ({
  action: 'add-trunk',
  dids: Array.from({ length: n }, (_, i) => did(i)),
});
const create = (sn: string, ...didIds: string[]): ScenarioStep => ({ action: 'create-pbx', sn, didIds });
const scenarioOf = (...steps: ScenarioStep[]): Scenario => ({ name: 'a scenario', steps });

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof HookswitchError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'not refused';
}

describe('a plan', () => {
  it('has every step with its action, time, pause and pushed messages', () => {
    const plan = planScenario(
      scenarioOf(
        trunk(1),
        { ...create('PBX-A', 'd0'), note: 'a customer comes', pauseMs: 500 },
        { action: 'delete-pbx', sn: 'PBX-A', secondsLater: 60 },
      ),
      { endTime, profile: { trunkDelete: 'one-array', deletionList: 'null' } },
    );
    expect(plan).toStrictEqual([
      {
        step: 1,
        action: { action: 'add-trunk', dids: [did(0)] },
        messages: [],
        updateTime: endTime - 61,
        pauseMs: 0,
      },
      {
        step: 2,
        action: { action: 'create-pbx', sn: 'PBX-A', didIds: ['d0'] },
        messages: [
          [{ event: 'did_change', sn: 'PBX-A', trunkDidInfoList: [did(0)], updateTime: endTime - 60 }],
        ],
        updateTime: endTime - 60,
        pauseMs: 500,
        note: 'a customer comes',
      },
      {
        step: 3,
        action: { action: 'delete-pbx', sn: 'PBX-A' },
        messages: [[{ event: 'pce_delete', sn: 'PBX-A', trunkDidInfoList: null, updateTime: endTime }]],
        updateTime: endTime,
        pauseMs: 0,
      },
    ]);
  });

  it('ends now, with the specified time between steps, and never in the future', () => {
    const later = fc.option(fc.nat(31_536_000), { nil: undefined });
    fc.assert(
      fc.property(fc.array(later, { minLength: 1, maxLength: 50 }), (gaps) => {
        const steps = gaps.map((secondsLater, n) => ({
          ...create(`PBX-${n}`),
          ...(secondsLater === undefined ? {} : { secondsLater }),
        }));
        const total = gaps.slice(1).reduce<number>((sum, gap) => sum + (gap ?? 1), 0);
        fc.pre(total < endTime);
        const times = planScenario(scenarioOf(...steps), { endTime }).map(({ updateTime }) => updateTime);
        expect(times.at(-1)).toBe(endTime);
        expect(times.slice(1).map((time, n) => time - (times[n] ?? 0))).toEqual(
          gaps.slice(1).map((gap) => gap ?? 1),
        );
      }),
    );
    const before = Math.floor(Date.now() / 1000);
    const [only] = planScenario(scenarioOf(create('PBX-A')));
    expect(only?.updateTime).toBeGreaterThanOrEqual(before);
    expect(only?.updateTime).toBeLessThanOrEqual(Date.now() / 1000);
  });

  it('names every action of the fleet alike, and replaces the DIDs of a PBX with one report', () => {
    expectTypeOf<ScenarioStep['action']>().toEqualTypeOf<FleetAction['action']>();
    const steps: ScenarioStep[] = [
      trunk(3),
      { action: 'create-pbx', sn: 'PBX-A', didIds: ['d0', 'd1'] },
      { action: 'bind-dids', sn: 'PBX-A', didIds: ['d1', 'd2'] },
    ];
    const [, , bound] = planScenario(scenarioOf(...steps));
    expect(bound?.messages.flat()).toMatchObject([
      { event: 'did_change', sn: 'PBX-A', trunkDidInfoList: [{ didId: 'd1' }, { didId: 'd2' }] },
    ]);
  });

  it('may begin at a given time instead', () => {
    const plan = planScenario(scenarioOf(create('PBX-A'), create('PBX-B')), { startTime: 1000 });
    expect(plan.map(({ updateTime }) => updateTime)).toEqual([1000, 1001]);
    const late: ScenarioStep = { ...create('PBX-B'), secondsLater: 60 };
    const since1970 = planScenario(scenarioOf(create('PBX-A'), late), { endTime: 60 });
    expect(since1970.map(({ updateTime }) => updateTime)).toEqual([0, 60]);
  });

  it.each<[string, ScenarioStep[], string]>([
    [
      'an impossible step',
      [trunk(1), create('PBX-A'), { action: 'assign-dids', sn: 'PBX-A', didIds: ['d0', 'd9'] }],
      'step 3 (assign-dids): there is no DID "d9"; add it with its trunk first',
    ],
    [
      'a wrong step',
      [trunk(1), { action: 'assign-dids', sn: 'PBX-A', didIds: [] }],
      'step 2 (assign-dids): /didIds must be an array of at least 1 item, but is an empty array',
    ],
    [
      'steps from before 1970',
      [
        create('PBX-A'),
        ...Array.from({ length: 57 }, (_, n) => ({ ...create(`PBX-${n}`), secondsLater: 31_536_000 })),
      ],
      'all steps together take 1797552000 seconds, so the first one happens before 1970; lower secondsLater',
    ],
    [
      'too many DIDs',
      [trunk(10_000), { action: 'add-trunk', dids: [{ ...did(10_000), trunkId: 't2' }] }],
      'step 2 (add-trunk): the fleet has more than 10000 DIDs; add fewer',
    ],
    [
      'messages without measure',
      [
        trunk(10_000),
        create('PBX-A', ...Array.from({ length: 9950 }, (_, n) => `d${n}`)),
        ...Array.from({ length: 200 }, (_, n): ScenarioStep => {
          return { action: n % 2 === 0 ? 'assign-dids' : 'remove-dids', sn: 'PBX-A', didIds: ['d9999'] };
        }),
      ],
      'step 102 (remove-dids): the messages up to here list more than 1000000 DIDs together; split the scenario into two',
    ],
  ])('is refused as a whole because of %s', (_, steps, sentence) => {
    expect(refusal(() => planScenario(scenarioOf(...steps), { endTime }))).toBe(`bad-scenario: ${sentence}`);
  });

  it('runs step by step as planned', () => {
    const scenario = scenarioOf(trunk(2), create('PBX-A', 'd0'), create('PBX-A'));
    const steps = runScenario(scenario, { endTime });
    expect([steps.next().value?.step, steps.next().value?.step]).toEqual([1, 2]);
    expect(refusal(() => steps.next())).toMatch(
      /^bad-scenario: step 3 \(create-pbx\): a PBX "PBX-A" already exists/,
    );
  });
});
