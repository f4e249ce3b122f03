import { describe, expect, it } from 'vitest';
import { sequenceProblem } from '../../../../check/sequences/usable.ts';
import { reportsOf, type SequenceStep } from '../../../../schemas/sequence-step.ts';
import { describeSteps } from '../../../../suites/retry/sequences/describe-steps.ts';
import { pairwiseSequences } from '../../../../suites/retry/sequences/pairwise.ts';
import {
  generatedFor,
  repeatableStepsFor,
  sizeFor,
  stepsFor,
} from '../../../../suites/retry/sequences/size.ts';
import { expectedAll } from './steps.ts';

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
    expect(each).toHaveLength(34);
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
      'sent gone11, sent dids10=1',
      'sent dids10=1, sent capacity14=14, sent dids12=',
    ]);
  });

  it('each have their own PBXs', () => {
    const pbxs = pairwiseSequences(1, true).map(
      (steps) => new Set(steps.flatMap(reportsOf).map(({ pbx }) => pbx)),
    );
    expect(pbxs.flatMap((some) => [...some])).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
  });

  it('restart after the first report, the next one, an older report, a duplicate and an acknowledged retry', () => {
    const steps = pairwiseSequences(1, true).at(-1) ?? [];
    const at = steps.findIndex(({ how }) => how === 'restart');
    const ofPbx = (pbx: number) =>
      steps.slice(0, at).filter((one) => reportsOf(one).some((report) => report.pbx === pbx));
    expect([36, 37, 38, 39, 40].map((pbx) => ofPbx(pbx).map(inShort).join(', '))).toEqual([
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
});

it('gives a slow receiver fewer steps, and at least four', () => {
  expect([1, 100, 500, 5000].map((ackMs) => stepsFor(ackMs))).toEqual([2000, 20, 4, 4]);
  expect([500, 1000, 5000].map((ackMs) => stepsFor(ackMs, 3))).toEqual([12, 6, 4]);
});

it('gives cases whose number is given the same size unless acks take long', () => {
  expect([1, 20, 150, 300, 5000].map((ackMs) => repeatableStepsFor(ackMs))).toEqual([40, 40, 40, 20, 4]);
});

it('generates larger sequences if there are more steps, up to 19 PBXs', () => {
  expect(sizeFor(4, false)).toEqual({ pbxs: 1, intents: 2, withRestarts: false });
  expect(sizeFor(21, true)).toEqual({ pbxs: 4, intents: 10, withRestarts: true });
  expect(sizeFor(2000, false)).toEqual({ pbxs: 19, intents: 46, withRestarts: false });
});

it('generates as many sequences as fit into a twentieth of the time, and at least four', () => {
  const size = sizeFor(stepsFor(1), false);
  // 46 intents of 1.6 steps take 2 ms each, plus 150 ms: 297 ms.
  expect(generatedFor(size, 2, 60_000)).toBe(10);
  expect(generatedFor(size, 2, 30_000)).toBe(5);
  expect(generatedFor(size, 20, 60_000)).toBe(4);
});
