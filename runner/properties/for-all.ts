import { type Arbitrary, asyncProperty, check, stringify } from 'fast-check';
import type { Turn } from '../budget.ts';
import { CannotTell, RuleFailure } from '../context/expect.ts';
import type { Recorder } from '../evidence/recorder.ts';
import type { Cases, Predicate } from './cases.ts';

export interface ForAllLimits {
  readonly seed: number;
  readonly runs: number;
  /** How many cases there are if time is not short; default `runs`. */
  readonly planned?: number;
  /** The rule's time. A slow receiver gets fewer cases, and doesn't fail because of it. */
  readonly turn: Turn;
  /** False if failing cases shouldn't be shrunk. */
  readonly shrinks?: boolean | undefined;
  /** Stops everything, even during a case. */
  readonly signal?: AbortSignal;
  /** Called before each case with its number from 1, including shrunk ones. */
  readonly onCase?: (n: number) => void;
}

const maxShrinks = 80;
/** The part of a turn in which new cases are tried. The rest is for the last case, and for shrinking. */
const partForCases = 1 / 3;
/** The part of the remaining turn for shrinking. */
const partForShrinking = 0.5;

/** Tries a predicate on the examples, then on generated cases, and shrinks failures. Seeded, and limited in number and time. */
export async function forAll<T>(
  arbitrary: Arbitrary<T>,
  predicate: Predicate<T>,
  limits: ForAllLimits,
  recorder: Recorder,
  { examples = [], show = stringify }: Partial<Cases<T>> = {},
): Promise<void> {
  let tried = 0;
  let shrinks = 0;
  let isCutShort = false;
  const { turn, shrinks: mayShrink = true, signal } = limits;
  let endsAt = partOf(turn, partForCases);
  let failure: RuleFailure | undefined;
  let smallest: T | undefined;
  let ended: unknown;

  // Past a limit, or if the rule becomes inconclusive, cases are passed without being tried: this makes fast-check stop.
  const isOver = () =>
    ended !== undefined || shrinks > maxShrinks || (tried > 0 && performance.now() > endsAt);
  const property = asyncProperty(arbitrary, async (value) => {
    if (isOver()) {
      isCutShort = true;
      return;
    }
    if (failure) shrinks += 1;
    else tried += 1;
    limits.onCase?.(tried + shrinks);
    recorder.startCase();
    try {
      await predicate(value, failure !== undefined);
    } catch (error) {
      if (!(error instanceof RuleFailure)) {
        ended = error;
        return;
      }
      if (!failure)
        endsAt = mayShrink ? partOf({ ...turn, startsAt: performance.now() }, partForShrinking) : 0;
      failure = error;
      smallest = value;
      recorder.keepCase();
      throw error;
    }
  });
  await check(property, {
    ...{ seed: limits.seed, numRuns: limits.runs },
    examples: examples.map((one): [T] => [one]),
  });

  // The cases before the aborted one count.
  if (ended !== undefined && !failure && signal?.aborted && tried > 1) {
    ended = undefined;
    tried -= 1;
  }
  const sent = recorder.decisive(failure?.details?.attempt)?.request;
  const counterexample = failure && bounded(show(smallest as T, sent));
  recorder.endCases(tried, counterexample);
  // A finding is valid even if shrinking became inconclusive.
  if (ended !== undefined && !(failure && ended instanceof CannotTell)) throw ended;
  if (failure) {
    if (isCutShort && mayShrink)
      recorder.note('this may not be the smallest case: the search for a smaller one stopped early');
    throw failure;
  }
  const { runs, planned = runs } = limits;
  if (tried < planned) recorder.triedLess({ what: 'cases', tried, planned });
}

function partOf({ startsAt, endsAt }: Turn, part: number): number {
  return startsAt + part * (endsAt - startsAt);
}

const maxCaseLength = 2000;

function bounded(text: string): string {
  return text.length <= maxCaseLength ? text : `${text.slice(0, maxCaseLength)}…`;
}
