import { plainNumbers } from './plain.ts';
import { pbxsOf, reportsOf, type SequenceReport, type SequenceStep } from './step.ts';

/** How far the taking out of steps has come: so many at once, beginning here. */
export interface ShrinkPlace {
  readonly size: number;
  readonly from: number;
}

export interface SmallerSteps {
  readonly steps: readonly SequenceStep[];
  readonly place: ShrinkPlace;
}

/**
 * Smaller sequences, in the order in which they are worth a try: those of one PBX alone, then without many steps, without few, without
 * one, then with less in a step. Each step stands for itself, so whatever is left of a sequence is one. Pure.
 */
export function* smaller(
  steps: readonly SequenceStep[],
  place: ShrinkPlace | undefined,
): Generator<SmallerSteps> {
  const whole = { size: steps.length, from: 0 };
  if (place === undefined) for (const one of ofOnePbx(steps)) yield made(one, whole);
  yield* withoutSome(steps, place ?? whole);
  const last = { size: 1, from: 0 };
  for (const one of withLess(steps)) yield made(one, last);
}

function* withoutSome(steps: readonly SequenceStep[], { size, from }: ShrinkPlace): Generator<SmallerSteps> {
  for (let count = Math.min(size, steps.length - 1); count >= 1; count = count >> 1) {
    const starts = Array.from({ length: Math.ceil(steps.length / count) }, (_, n) => n * count);
    const next = starts.findIndex((start) => start >= (count === size ? from : 0));
    const inTurn = next < 0 ? starts : [...starts.slice(next), ...starts.slice(0, next)];
    for (const start of inTurn) {
      const left = steps.filter((_, n) => n < start || n >= start + count);
      if (left.length > 0) yield made(left, { size: count, from: start });
    }
  }
}

function ofOnePbx(steps: readonly SequenceStep[]): SequenceStep[][] {
  const pbxs = pbxsOf(steps);
  return pbxs.length < 2 ? [] : pbxs.map((pbx) => keeping(steps, (report) => report.pbx === pbx));
}

/** A message about fewer PBXs, and a DID less. */
function withLess(steps: readonly SequenceStep[]): SequenceStep[][] {
  const several = steps.flatMap((step, n) =>
    reportsOf(step).length < 2
      ? []
      : reportsOf(step).map((one) =>
          steps.map((other, at) => (at === n ? { ...step, reports: [one] } : other)),
        ),
  );
  const lists = steps.flatMap(reportsOf).flatMap(({ dids }) => (dids ? [dids] : []));
  // A list that says something is easier to follow than an empty one.
  const spare = [...new Set(lists.flat())].filter(
    (did) => !lists.some((list) => list.length === 1 && list[0] === did),
  );
  return [...several, ...spare.map((did) => withoutDid(steps, did))];
}

/** Wherever it comes: a repetition has to stay one. */
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
