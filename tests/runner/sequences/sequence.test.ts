import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sequences } from '../../../runner/sequences/arbitrary.ts';
import { blame } from '../../../runner/sequences/blame.ts';
import { unlike } from '../../../runner/sequences/compare.ts';
import { describeSteps, endInWords } from '../../../runner/sequences/describe-steps.ts';
import { expectedOf } from '../../../runner/sequences/expected.ts';
import { sequenceId } from '../../../runner/sequences/id.ts';
import { pairwiseSequences } from '../../../runner/sequences/pairwise.ts';
import { smaller } from '../../../runner/sequences/shrink.ts';
import {
  hasSeveralOf,
  isGenuineStep,
  reportsOf,
  type SequenceReport,
  type SequenceStep,
} from '../../../runner/sequences/step.ts';
import { sequenceProblem } from '../../../runner/sequences/usable.ts';
import { answer, sentWith } from '../sent.ts';

const generated = sequences({ pbxs: 4, intents: 12, withRestarts: true });

const dids = (pbx: number, at: number, list: number[]): SequenceReport => ({
  pbx,
  at,
  event: 'did_change',
  dids: list,
});
const capacity = (pbx: number, at: number): SequenceReport => ({ pbx, at, capacity: { extensions: '500' } });
const deleted = (pbx: number, at: number): SequenceReport => ({ pbx, at, event: 'pce_delete', dids: [] });
const step = (how: SequenceStep['how'], ...reports: SequenceReport[]): SequenceStep => ({ how, reports });
const sent = (...reports: SequenceReport[]) => step('sent', ...reports);

/** The expected state when every genuine message was acknowledged. */
const expectedAll = (steps: readonly SequenceStep[]) =>
  expectedOf(
    steps,
    steps.map(({ how }) => how === 'sent'),
  );

/** Identified by the description of the step. */
function kindOfNews(line: string): string {
  if (/YCM retries step/.test(line)) return 'repetition';
  return /YCM sends late:/.test(line) ? 'late' : /YCM sends:/.test(line) ? 'news' : 'other';
}

/** "sent dids10=1": at 10 s, the first list of DIDs of its PBX. */
function inShort(one: SequenceStep): string {
  const reports = reportsOf(one).map(({ pbx, at, event, dids: list, capacity: values }) => {
    if (event === 'pce_delete') return `gone${at}`;
    if (event) return `dids${at}=${list?.map((did) => did - 20 * pbx)}`;
    return `capacity${at}=${(Number(values?.extensions) - pbx) / 1000}`;
  });
  return [one.how, ...reports].join(' ');
}

describe('the fixed sequences', () => {
  it.each([4, 80, 1000])(
    'are valid, and define the final state of every PBX, with up to %i steps each',
    (most) => {
      for (const steps of pairwiseSequences(most, true)) {
        expect(sequenceProblem({ steps })).toBeUndefined();
        expect(expectedAll(steps).filter(({ open }) => open !== undefined)).toEqual([]);
      }
    },
  );

  it('include each intermediate step before a new report, before a duplicate and before a late report', () => {
    const found = pairwiseSequences(4, false).flatMap((steps) =>
      describeSteps(steps, []).map((line, n) => `${steps[n - 1]?.how}, ${kindOfNews(line)}`),
    );
    const hows = ['sent', 'other-secret', 'tampered', 'malformed-json', 'wrong-shape', 'test'];
    const wanted = hows.flatMap((how) => ['news', 'repetition', 'late'].map((what) => `${how}, ${what}`));
    expect(found).toEqual(expect.arrayContaining([...wanted, 'lost-ack, repetition']));
  });

  it('are the expected ones if they are as short as possible', () => {
    const each = pairwiseSequences(1, false).map((steps) => steps.map(inShort).join(', '));
    expect(each).toHaveLength(32);
    const other = 'other-secret dids15=9';
    expect([0, 2, 4, 9, 13, 14, 22].map((n) => each[n])).toEqual([
      'sent dids10=1, sent dids12=2, sent capacity8=8, sent dids10=1, sent dids9=3',
      'sent dids10=1, sent capacity14=14, sent dids12=2, sent capacity14=14, sent capacity8=8, sent capacity14=14, sent dids10=1, sent capacity14=14, sent dids9=3',
      `sent dids10=1, ${other}, sent dids12=2, other-secret capacity15=9, sent capacity8=8, ${other}, sent dids10=1, ${other}, sent dids9=3`,
      'sent capacity10=1, sent capacity12=2, sent dids8=8, sent capacity10=1, sent capacity9=3',
      'sent dids10=1, sent dids10=1',
      'sent dids10=1, sent dids10=1, sent dids10=1',
      'sent capacity10=1, sent capacity10=1',
    ]);
    expect(each.slice(26)).toEqual([
      'sent dids10=1, sent gone11, sent gone11, sent dids10=1, sent dids9=3',
      'sent dids10=1, sent gone11, sent dids12=2, sent gone11, sent dids12=2',
      // Two PBXs: the second one gets the DID.
      'sent dids10=0, sent dids11=-20, sent dids12=, sent dids10=0',
      'sent dids10=1, sent dids11=, sent dids10=1, sent dids9=3, sent dids11=, sent dids12=2, sent dids11=',
      'sent dids10=10 dids11=11, sent dids13=13 dids12=12, sent dids14=14, sent dids10=10 dids13=13, sent dids13=13 dids13=13',
      'sent capacity10=10 capacity11=11, sent capacity13=13 capacity12=12, sent capacity14=14, sent capacity10=10 capacity13=13, sent capacity13=13 capacity13=13',
    ]);
  });

  it('each have their own PBXs', () => {
    const pbxs = pairwiseSequences(1, true).map(
      (steps) => new Set(steps.flatMap(reportsOf).map(({ pbx }) => pbx)),
    );
    expect(pbxs.flatMap((some) => [...some])).toEqual(Array.from({ length: 38 }, (_, n) => n + 1));
  });

  it('restart after the first report, the next one, an older report, a duplicate and an acknowledged retry', () => {
    const steps = pairwiseSequences(1, true).at(-1) ?? [];
    const at = steps.findIndex(({ how }) => how === 'restart');
    const ofPbx = (pbx: number) =>
      steps.slice(0, at).filter((one) => reportsOf(one).some((report) => report.pbx === pbx));
    expect([34, 35, 36, 37, 38].map((pbx) => ofPbx(pbx).map(inShort).join(', '))).toEqual([
      'sent dids10=1, sent dids12=2',
      'sent dids10=1, lost-ack dids12=2, sent dids12=2, lost-ack capacity8=8',
      'sent capacity10=1, lost-ack capacity12=2',
      'sent capacity10=1, sent capacity12=2, sent dids8=8, sent capacity10=1',
      'lost-ack dids10=1, sent dids10=1',
    ]);
    // The receiver may still be working on the lost message when it is killed.
    expect(steps.slice(at - 2, at).map(inShort)).toEqual(['lost-ack dids10=1', 'sent dids10=1']);
    expect(steps).toHaveLength(31);
  });

  it('take steps about different PBXs in turn', () => {
    const [first = []] = pairwiseSequences(11, false);
    expect(first.map((one) => reportsOf(one)[0]?.pbx)).toEqual([1, 1, 1, 1, 1]);
    const [both = []] = pairwiseSequences(14, false);
    expect(both.map((one) => reportsOf(one)[0]?.pbx)).toEqual([1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 2, 2, 2, 2]);
  });

  it('are as short as a slow receiver needs', () => {
    expect(Math.max(...pairwiseSequences(4, false).map(({ length }) => length))).toBeLessThan(10);
    expect(pairwiseSequences(1000, false)).toHaveLength(1);
  });

  it('have one restart if possible', () => {
    const restarts = (isPossible: boolean) =>
      pairwiseSequences(1000, isPossible)
        .flat()
        .filter(({ how }) => how === 'restart').length;
    expect([restarts(true), restarts(false)]).toEqual([1, 0]);
  });
});

describe('a generated sequence', () => {
  it("is valid, and leaves no PBX's final state open", () => {
    fc.assert(
      fc.property(generated, (steps) => {
        if (steps.length === 0) return;
        expect(sequenceProblem({ steps })).toBeUndefined();
        expect(expectedAll(steps).filter(({ open }) => open !== undefined)).toEqual([]);
      }),
    );
  });

  it('has every kind of step in some of 40 samples', () => {
    const all = fc.sample(generated, { numRuns: 40, seed: 1 }).flat();
    expect([...new Set(all.map(({ how }) => how))].sort()).toEqual([
      'lost-ack',
      'malformed-json',
      'other-secret',
      'restart',
      'sent',
      'tampered',
      'test',
      'wrong-shape',
    ]);
    expect(all.some((one) => hasSeveralOf(one, 1))).toBe(true);
    const lists = all.flatMap(reportsOf).filter(({ event }) => event !== 'pce_delete');
    expect(lists.some((report) => report.dids?.length === 0)).toBe(true);
    expect(all.flatMap(reportsOf).some(({ event }) => event === 'pce_delete')).toBe(true);
  });

  it('has no restart if none is possible', () => {
    const without = sequences({ pbxs: 4, intents: 12, withRestarts: false });
    const all = fc.sample(without, { numRuns: 40, seed: 1 }).flat();
    expect(all.filter(({ how }) => how === 'restart')).toEqual([]);
  });

  it('shrinks in every way, and each result is a valid sequence', () => {
    const weigh = (steps: readonly SequenceStep[]) =>
      steps.length +
      steps.flatMap(reportsOf).reduce((sum, report) => sum + 1 + (report.dids?.length ?? 0), 0);
    fc.assert(
      fc.property(generated, (steps) => {
        for (const one of smaller(steps, undefined)) {
          expect(weigh(one.steps)).toBeLessThan(weigh(steps));
          const problem = sequenceProblem({ steps: one.steps });
          expect(
            problem === undefined || one.steps.every(({ how }) => how === 'restart' || how === 'test'),
          ).toBe(true);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('shrinks to the one step that matters, wherever it is', async () => {
    const isCapacity = (one: SequenceStep) => reportsOf(one).some((report) => report.capacity !== undefined);
    const found = await fc.check(
      fc.property(generated, (steps) => !steps.some((one) => one.how === 'sent' && isCapacity(one))),
      { seed: 7 },
    );
    expect(found.counterexample?.[0]).toEqual([
      { how: 'sent', reports: [{ pbx: 1, at: 1, capacity: expect.anything() }] },
    ]);
  });

  it('shrinks to the PBX that failed first', () => {
    const steps = [
      sent(dids(1, 1, [1])),
      sent(dids(2, 2, [2])),
      sent(dids(2, 3, [3])),
      sent(dids(3, 4, [4])),
    ];
    const firstOf = (some: readonly SequenceStep[]) =>
      generated.shrink(some, undefined).getNthOrLast(0)?.value;
    blame(steps, 2);
    expect(firstOf(steps)).toEqual([sent(dids(1, 1, [1])), sent(dids(1, 2, [2]))]);
    expect(firstOf([...steps])).toEqual([
      sent(dids(1, 1, [1])),
      sent(dids(1, 2, [2])),
      sent(dids(2, 3, [3])),
    ]);
  });

  it('is identified by its id', () => {
    const [steps = []] = fc.sample(generated, { numRuns: 1, seed: 1 });
    expect(fc.stringify(steps)).toBe(`sequence ${sequenceId(steps)} of ${steps.length} steps`);
  });

  it('shrinks to the two steps that matter in few enough tries for a slow receiver', () => {
    const bad = (['malformed-json', 'wrong-shape', 'tampered'] as const).map((how) =>
      step(how, dids(1, 9, [5])),
    );
    const [newer, older] = [sent(dids(1, 3, [3])), sent(dids(1, 2, [1]))];
    // Applies whatever comes last.
    const fails = (steps: readonly SequenceStep[]) => {
      const times = steps.filter(isGenuineStep).flatMap((one) => reportsOf(one).map(({ at }) => at));
      return Math.max(0, ...times) > (times.at(-1) ?? 0);
    };
    let steps: readonly SequenceStep[] = [older, ...bad, newer, ...bad, older];
    let tries = 0;
    for (let place: Parameters<typeof smaller>[1]; steps.length > 2; ) {
      for (const one of smaller(steps, place)) {
        tries += 1;
        if (!fails(one.steps)) continue;
        [steps, place] = [one.steps, one.place];
        break;
      }
    }
    expect(steps.map(({ how }) => how)).toEqual(['sent', 'sent']);
    expect(tries).toBeLessThanOrEqual(8);
  });
});

describe('shrunk sequences', () => {
  const steps = [
    sent(dids(1, 1, [1, 2])),
    step('tampered', dids(2, 2, [3])),
    step('lost-ack', dids(2, 3, [3]), dids(3, 3, [4])),
    { how: 'test' } as const,
    sent(dids(1, 4, [2])),
  ];
  /** "sent 1, test 0": the remaining steps, and the number of their reports. */
  const left = (place?: Parameters<typeof smaller>[1], likely?: number) =>
    [...smaller(steps, place, likely)].map(({ steps: some }) =>
      some.map((one) => `${one.how} ${reportsOf(one).length}`).join(', '),
    );
  const withoutPbxs = [
    'tampered 1, lost-ack 2, test 0',
    'sent 1, lost-ack 1, test 0, sent 1',
    'sent 1, tampered 1, lost-ack 1, test 0, sent 1',
  ];
  const likelySteps = ['sent 1, lost-ack 2, sent 1', 'lost-ack 2, sent 1', 'sent 1, sent 1'];
  const withoutFour = ['sent 1', 'sent 1, tampered 1, lost-ack 2, test 0'];
  const withoutTwo = [
    'lost-ack 2, test 0, sent 1',
    'sent 1, tampered 1, sent 1',
    'sent 1, tampered 1, lost-ack 2, test 0',
  ];
  const withoutOne = [
    'tampered 1, lost-ack 2, test 0, sent 1',
    'sent 1, lost-ack 2, test 0, sent 1',
    'sent 1, tampered 1, test 0, sent 1',
    'sent 1, tampered 1, lost-ack 2, sent 1',
    'sent 1, tampered 1, lost-ack 2, test 0',
  ];
  const withLess = [
    ...Array(2).fill('sent 1, tampered 1, lost-ack 1, test 0, sent 1'),
    'sent 1, tampered 1, lost-ack 2, test 0, sent 1',
  ];

  it('have fewer PBXs, then only the steps that most bugs need, then fewer steps, then smaller steps', () => {
    const all = [withoutPbxs, likelySteps, withoutFour, withoutTwo, withoutOne, withLess];
    expect(left()).toEqual(all.flat());
    expect(left(undefined, 2)).toEqual(['tampered 1, lost-ack 1, test 0', ...all.flat()]);
  });

  it('continue where the last one was found', () => {
    const [first = '', ...others] = withoutPbxs;
    const rest = [likelySteps, withoutFour, withoutTwo, withoutOne, withLess].flat();
    expect(left({ what: 'pbxs', size: 1, from: 1 }, 2)).toEqual([...others, first, ...rest]);
    const [two = '', ...otherTwo] = withoutTwo;
    const later = [...otherTwo, two, ...withoutOne, ...withLess];
    expect(left({ what: 'steps', size: 2, from: 2 })).toEqual(later);
    // After the end, they start again.
    expect(left({ what: 'steps', size: 2, from: 9 })).toEqual([...withoutTwo, ...withoutOne, ...withLess]);
  });

  it('leave out any DID, but not the last one in a list', () => {
    const all = [...smaller(steps, { what: 'steps', size: 1, from: 0 })].at(-1);
    expect(all?.steps.flatMap(reportsOf).map((report) => report.dids)).toEqual([[1], [2], [2], [3], [1]]);
  });
});

describe('the final state of a PBX', () => {
  it('is the newest report of each kind, in any order and with any number of duplicates', () => {
    fc.assert(
      fc.property(generated, fc.infiniteStream(fc.nat()), (steps, keys) => {
        const key = new Map(steps.map((one) => [one, keys.next().value ?? 0]));
        const genuine = steps.filter(isGenuineStep);
        const shuffled = [...genuine].sort((a, b) => (key.get(a) ?? 0) - (key.get(b) ?? 0));
        const ends = (some: readonly SequenceStep[]) =>
          expectedAll(some).map(({ pbx, newest }) => [pbx, newest]);
        expect(ends([...shuffled, ...genuine])).toEqual(ends(genuine));
      }),
    );
  });

  it('ignores forged and malformed messages', () => {
    const bad = (['other-secret', 'tampered', 'malformed-json', 'wrong-shape'] as const).map((how) =>
      step(how, dids(1, 9, [5])),
    );
    expect(expectedAll([sent(dids(1, 1, [1])), ...bad])).toMatchObject([{ newest: [dids(1, 1, [1])] }]);
    expect(expectedAll(bad)).toMatchObject([{ newest: [], open: undefined }]);
  });

  it.each([
    ['the newest report was never acknowledged', [sent(dids(1, 1, [1])), step('lost-ack', dids(1, 2, [2]))]],
    ['a deleted PBX has a capacity', [sent(capacity(1, 1)), sent(deleted(1, 2))]],
    ['its newest report came with another report about it', [sent(dids(1, 2, [2]), dids(1, 1, [1]))]],
    ['another PBX has its DID', [sent(dids(1, 1, [1])), sent(dids(2, 2, [1]))]],
  ])('is open if %s', (_when, steps) => {
    expect(expectedAll(steps).every(({ open }) => typeof open === 'string')).toBe(true);
  });

  it('is known if the newest report came alone, whatever came in one array', () => {
    const [older, newer, newest] = [dids(1, 1, [1]), dids(1, 2, [2]), dids(1, 3, [3])];
    const steps = [sent(newer, older), sent(newest), sent(older, older)];
    expect(expectedAll(steps)).toMatchObject([{ newest: [newest], open: undefined }]);
  });

  it('is known once the retry of a lost message is acknowledged', () => {
    const report = dids(1, 1, [1]);
    expect(expectedAll([step('lost-ack', report), sent(report)])).toMatchObject([{ open: undefined }]);
  });
});

describe('a state compared with its controls', () => {
  const newest = [dids(1, 2, [1])];
  const controls = (a: object, b: object) => ({ byNewest: { ...a }, inOrder: { ...b } }) as never;

  it.each([
    ['is the same', { dids: ['DID 1'] }, { dids: ['DID 1'] }, { dids: ['DID 1'] }],
    [
      'counts earlier messages',
      { n: 1, dids: ['DID 1'] },
      { n: 3, dids: ['DID 1'] },
      { n: 2, dids: ['DID 1'] },
    ],
    ['lists in another order', { dids: ['DID 1', 'b'] }, { dids: ['DID 1', 'b'] }, { dids: ['b', 'DID 1'] }],
  ])('matches them if it %s', (_when, byNewest, inOrder, state) => {
    expect(unlike(state, controls(byNewest, inOrder), newest)).toBeUndefined();
  });

  it('differs from them if it shows what neither does', () => {
    expect(unlike({ dids: ['DID 2'] }, controls({ dids: ['DID 1'] }, { dids: ['DID 1'] }), newest)).toBe(
      '`dids[0]` is "DID 2" instead of "DID 1"',
    );
  });

  it('matches them if it lacks what all of them lack, or values without meaning', () => {
    const unseen = controls({ n: 1 }, { n: 2 });
    expect(unlike({ n: 3 }, unseen, [dids(1, 1, [1])])).toBeUndefined();
    const small = [{ pbx: 1, at: 1, capacity: { extensions: '99' } }];
    expect(unlike({ n: 3 }, controls({ n: 99 }, { n: 2 }), small)).toBeUndefined();
    const gone = [{ pbx: 1, at: 1, event: 'pce_delete' as const, dids: [1] }];
    expect(unlike({ n: 3 }, controls({ n: 'DID 1' }, { n: 2 }), gone)).toBeUndefined();
    expect(unlike({ n: 3 }, unseen, [{ pbx: 1, at: 1, event: 'pce_delete' }])).toBeUndefined();
  });

  it('differs from them if it lacks a number of at least three digits, and three of them are named', () => {
    const of = (capacity: Record<string, string>) => [{ pbx: 1, at: 1, capacity }];
    const missing = (capacity: Record<string, string>) =>
      unlike({ n: 3 }, controls({ n: Object.values(capacity).map(Number) }, { n: 2 }), of(capacity));
    expect(missing({ extensions: '100' })).toBe('the state does not show extensions 100');
    const four = { extensions: '101', concurrentCalls: '102', receptionist: '103', transcription: '104' };
    expect(missing(four)).toBe(
      'the state does not show extensions 101, concurrentCalls 102, receptionist 103',
    );
  });

  it('matches them in any order of nested rows', () => {
    const rows = (...names: string[]) => ({ pbx: { rows: names.map((name) => ({ name, n: [2, 1] })) } });
    const same = controls(rows('DID 1', 'b', 'c'), rows('DID 1', 'b', 'c'));
    expect(unlike(rows('c', 'DID 1', 'b'), same, newest)).toBeUndefined();
    expect(unlike(rows('c', 'DID 1', 'd'), same, newest)).toMatch(/^`pbx\.rows\[0\]\.name` is "c"/);
  });

  it('differs from them if the newest report is missing, even if the controls differ', () => {
    expect(unlike({ dids: [] }, controls({ dids: ['DID 1'] }, { dids: [] }), newest)).toBe(
      'the state does not show DID 1',
    );
    const resized = [{ pbx: 1, at: 1, capacity: { extensions: '4711' } }];
    expect(unlike({ size: 5 }, controls({ size: '4711' }, { size: 5 }), resized)).toBe(
      'the state does not show extensions 4711',
    );
  });
});

describe('the id of a sequence', () => {
  it('is the same for any order of keys, and different for other steps', () => {
    const one = sequenceId([sent({ pbx: 1, at: 2, event: 'did_change', dids: [1] })]);
    expect(sequenceId([{ reports: [{ dids: [1], event: 'did_change', at: 2, pbx: 1 }], how: 'sent' }])).toBe(
      one,
    );
    expect(sequenceId([sent(dids(1, 3, [1]))])).not.toBe(one);
    expect(one).toMatch(/^[0-9a-f]{8}$/);
  });
});

describe('the description of a sequence', () => {
  it('is one numbered line for each step, with the response', () => {
    const report = dids(1, 2, [1, 2]);
    const steps = [
      sent(report),
      step('lost-ack', report),
      sent(dids(1, 1, [])),
      step('other-secret', dids(1, 3, [4])),
      step('wrong-shape', capacity(1, 3)),
      { how: 'restart' } as const,
      { how: 'test' } as const,
    ];
    const ok = sentWith(answer(200));
    const answers = [
      ok,
      sentWith({ kind: 'cut', at: 'head' } as never),
      ok,
      sentWith(answer(401)),
      undefined,
      undefined,
      ok,
    ];
    expect(describeSteps(steps, answers)).toEqual([
      '1. YCM sends: PBX 1 has DID 1 and DID 2 (did_change at 2 s) -> 200',
      '2. YCM retries step 1: PBX 1 has DID 1 and DID 2 (did_change at 2 s); the connection breaks before the response -> not read',
      '3. YCM sends late: PBX 1 has no DIDs (did_change at 1 s) -> 200',
      '4. A forger sends a message signed with another secret: PBX 1 has DID 4 (did_change at 3 s) -> 401',
      '5. YCM sends a message with a string as its updateTime: PBX 1 has capacity extensions 500 (at 3 s)',
      '6. The receiver is killed and restarted',
      '7. YCM sends the test message -> 200',
    ]);
  });
});

describe('the text of a step', () => {
  it.each<[string, SequenceStep]>([
    [
      'A forger sends a message whose updateTime was changed after signing: PBX 1 has DID 4 (did_change at 3 s)',
      step('tampered', dids(1, 3, [4])),
    ],
    [
      "YCM sends a body that is cut off and isn't JSON: PBX 1 is deleted (at 3 s)",
      step('malformed-json', deleted(1, 3)),
    ],
    [
      'YCM sends a message with a string as its DID list: PBX 1 has DID 4 (did_change at 3 s)',
      step('wrong-shape', dids(1, 3, [4])),
    ],
    [
      'YCM sends: PBX 1 has DID 1, DID 2 and DID 3 (did_change at 3 s); PBX 2 has no DIDs (did_change at 4 s)',
      sent(dids(1, 3, [1, 2, 3]), dids(2, 4, [])),
    ],
    [
      'YCM sends: PBX 1 has capacity extensions 500, receptionist 2 (at 3 s)',
      sent({ pbx: 1, at: 3, capacity: { extensions: '500', receptionist: '2' } }),
    ],
  ])('is: %s', (expected, one) => {
    expect(describeSteps([one], [])).toEqual([`1. ${expected}`]);
  });

  it('shows why there is no response', () => {
    const failed = sentWith({
      kind: 'connection-failed',
      phase: 'connect',
      code: 'ECONNREFUSED',
      message: 'refused',
    });
    const [line] = describeSteps([{ how: 'test' }], [failed]);
    expect(line).toMatch(/^1\. YCM sends the test message -> .*refused/);
  });

  it('is a resend only if its whole message was sent before by YCM', () => {
    const both = [dids(1, 1, [1]), dids(2, 1, [2])];
    const lines = describeSteps([sent(...both), sent(both[0] ?? deleted(1, 1)), sent(...both)], []);
    expect(lines.map((line) => line.slice(3, 20))).toEqual([
      'YCM sends: PBX 1 ',
      'YCM sends late: P',
      'YCM retries step ',
    ]);
    const afterForgery = describeSteps([step('tampered', dids(1, 1, [1])), sent(dids(1, 1, [1]))], []);
    expect(afterForgery[1]).toMatch(/^2\. YCM sends: /);
  });

  it('states the final state of a PBX', () => {
    expect(endInWords({ pbx: 1, newest: [dids(1, 3, [4]), capacity(1, 2)] })).toBe(
      'Expected: PBX 1 looks as if only this had been sent: PBX 1 has DID 4 (did_change at 3 s); PBX 1 has capacity extensions 500 (at 2 s)',
    );
    expect(endInWords({ pbx: 2, newest: [] })).toBe(
      'Expected: PBX 2 looks like an unknown PBX, because nothing genuine was sent about it',
    );
  });
});

describe('an invalid sequence', () => {
  it.each([
    [{}, 'the sequence must have "steps"'],
    [{ steps: [{ how: 'sent' }] }, 'step 1: sent needs reports; give at least one'],
    [
      { steps: [{ how: 'restart', reports: [dids(1, 1, [1])] }] },
      "step 1: a restart can't have reports; remove them",
    ],
    [{ steps: [{ how: 'restart' }] }, 'no step has a report; add a step with one'],
    [
      { steps: [sent({ pbx: 1, at: 1 })] },
      'step 1: a report needs either an event with its dids or a capacity, not both',
    ],
    [
      { steps: [sent({ pbx: 1, at: 1, event: 'did_change' })] },
      'step 1: only a pce_delete can omit dids; list the DIDs that the PBX has now',
    ],
    [
      { steps: [sent(dids(1, 1, [1]), capacity(2, 1))] },
      'step 1: one message never reports both DIDs and capacity; split the step into two',
    ],
    [{ steps: [step('test', dids(1, 1, [1]))] }, "step 1: the test message can't have reports; remove them"],
    [
      { steps: [sent(dids(1, 1, [1]), dids(1, 1, []))] },
      'step 1: this or an earlier step has a different report for PBX 1 with the same "at", 1; change one of them',
    ],
    [
      { steps: [sent(dids(1, 1, [1])), sent(dids(1, 1, [2]))] },
      'step 2: this or an earlier step has a different report for PBX 1 with the same "at", 1; change one of them',
    ],
  ])('is refused with one sentence: %j', (value, sentence) => {
    expect(sequenceProblem(value)?.sentence).toBe(sentence);
  });
});
