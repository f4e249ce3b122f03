import {
  isGenuineStep,
  pbxsOf,
  reportsOf,
  type SequenceReport,
  type SequenceStep,
} from '../../../schemas/sequence-step.ts';
import { plainNumbers } from './plain.ts';

/** The progress in removing PBXs, and then steps: how many at once, starting here. */
export interface ShrinkPlace {
  readonly what: 'pbxs' | 'steps';
  readonly size: number;
  readonly from: number;
}

interface SmallerSteps {
  readonly steps: readonly SequenceStep[];
  readonly place: ShrinkPlace;
}

/**
 * Smaller sequences, the most promising first: only the failing PBX, then without many PBXs, few, one, then the same with steps, then with
 * less in each step. Steps are independent, so every subset is a sequence. Pure.
 */
export function* smaller(
  steps: readonly SequenceStep[],
  place: ShrinkPlace | undefined,
  likely?: number,
): Generator<SmallerSteps> {
  const wholeSteps = { what: 'steps', size: steps.length, from: 0 } as const;
  if (place?.what !== 'steps') {
    const pbxs = pbxsOf(steps);
    if (place === undefined && likely !== undefined && pbxs.length > 1)
      yield made(
        keeping(steps, ({ pbx }) => pbx === likely),
        wholeSteps,
      );
    const start = { size: pbxs.length >> 1, from: 0 };
    for (const { left, size, from } of withoutSome(pbxs, place ?? start))
      yield made(
        keeping(steps, ({ pbx }) => left.includes(pbx)),
        { what: 'pbxs', size, from },
      );
  }
  const isNew = place?.what !== 'steps' || place.size >= steps.length;
  if (isNew) for (const few of likelySteps(steps)) yield made(few, wholeSteps);
  for (const { left, size, from } of withoutSome(steps, place?.what === 'steps' ? place : wholeSteps))
    yield made(left, { what: 'steps', size, from });
  for (const one of withLess(steps)) yield made(one, { what: 'steps', size: 1, from: 0 });
}

const fewSteps = 2;
const maxPairs = 6;

/** What most bugs need: genuine messages only, or the last one and one before it. A slow receiver has no time for more tries. */
function* likelySteps(steps: readonly SequenceStep[]): Generator<SequenceStep[]> {
  if (steps.length <= fewSteps) return;
  const genuine = steps.filter(isGenuineStep);
  const last = genuine.at(-1);
  if (!last) return;
  if (genuine.length > fewSteps && genuine.length < steps.length) yield genuine;
  for (const one of genuine.slice(0, -1).reverse().slice(0, maxPairs)) yield [one, last];
}

function* withoutSome<T>(all: readonly T[], { size, from }: Pick<ShrinkPlace, 'size' | 'from'>) {
  for (let count = Math.min(size, all.length - 1); count >= 1; count = count >> 1) {
    const starts = Array.from({ length: Math.ceil(all.length / count) }, (_, n) => n * count);
    const next = starts.findIndex((start) => start >= (count === size ? from : 0));
    const inTurn = next < 0 ? starts : [...starts.slice(next), ...starts.slice(0, next)];
    for (const start of inTurn) {
      const left = all.filter((_, n) => n < start || n >= start + count);
      if (left.length > 0) yield { left, size: count, from: start };
    }
  }
}

/** A message about fewer PBXs, or with one DID less. */
function withLess(steps: readonly SequenceStep[]): SequenceStep[][] {
  const several = steps.flatMap((step, n) =>
    reportsOf(step).length < 2
      ? []
      : reportsOf(step).map((one) =>
          steps.map((other, at) => (at === n ? { ...step, reports: [one] } : other)),
        ),
  );
  const lists = steps.flatMap(reportsOf).flatMap(({ dids }) => (dids ? [dids] : []));
  // A list with entries is easier to follow than an empty one.
  const spare = [...new Set(lists.flat())].filter(
    (did) => !lists.some((list) => list.length === 1 && list[0] === did),
  );
  return [...several, ...spare.map((did) => withoutDid(steps, did))];
}

/** Removes the DID from every report, so that a duplicate remains one. */
function withoutDid(steps: readonly SequenceStep[], did: number): SequenceStep[] {
  const shorter = (report: SequenceReport) =>
    report.dids ? { ...report, dids: report.dids.filter((other) => other !== did) } : report;
  return steps.map((step) => (step.reports ? { ...step, reports: step.reports.map(shorter) } : step));
}

function keeping(
  steps: readonly SequenceStep[],
  isKept: (report: SequenceReport) => boolean,
): SequenceStep[] {
  return steps.flatMap((step) => {
    if (!step.reports) return [step];
    const reports = step.reports.filter(isKept);
    return reports.length === 0 ? [] : [{ ...step, reports }];
  });
}

function made(steps: readonly SequenceStep[], place: ShrinkPlace): SmallerSteps {
  return { steps: plainNumbers(steps), place };
}
