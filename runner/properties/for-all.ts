import { type Arbitrary, asyncProperty, check, sample, stringify } from 'fast-check';
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

/** Cases that are tried at the same time. One that doesn't pass is tried again alone, which decides. */
interface Beside<T> {
  readonly atOnce: number;
  readonly tryOne: (value: T) => Promise<void>;
}

const maxShrinks = 80;
/** The part of a turn in which new cases are tried. The rest is for the last case, and for shrinking. */
const partForCases = 1 / 3;
/** The part of the remaining turn for shrinking. */
const partForShrinking = 0.5;

interface TriedCases<T> extends Partial<Cases<T>> {
  readonly beside?: Beside<T> | undefined;
}

/** Tries a predicate on the examples, then on generated cases, and shrinks failures. Seeded, and limited in number and time. */
export async function forAll<T>(
  arbitrary: Arbitrary<T>,
  predicate: Predicate<T>,
  limits: ForAllLimits,
  recorder: Recorder,
  { beside, ...cases }: TriedCases<T> = {},
): Promise<void> {
  if (!beside) return forEach(arbitrary, predicate, limits, recorder, cases);
  const { runs, planned = runs, turn, signal } = limits;
  const values = casesOf(arbitrary, cases.examples ?? [], limits);
  const { passed, isDoubtful } = await tryBeside(values, beside, partOf(turn, partForCases));
  if (isDoubtful && !(signal?.aborted && passed.size > 0)) {
    await forEach(arbitrary, predicate, limits, recorder, cases, passed);
    recorder.note('a case that did not pass beside others passed when it was tried again alone');
    return;
  }
  recorder.endCases(passed.size, undefined);
  noteLess(recorder, passed.size, planned);
}

/** The same, one by one, without the cases that have passed, by their numbers from 0. */
async function forEach<T>(
  arbitrary: Arbitrary<T>,
  predicate: Predicate<T>,
  limits: ForAllLimits,
  recorder: Recorder,
  { examples = [], show = stringify }: Partial<Cases<T>>,
  passed: ReadonlySet<number> = new Set(),
): Promise<void> {
  let tried = passed.size;
  let shrinks = 0;
  let isCutShort = false;
  const { turn, shrinks: mayShrink = true, signal } = limits;
  let endsAt = partOf(turn, partForCases);
  let failure: RuleFailure | undefined;
  let smallest: T | undefined;
  let ended: unknown;

  // Past a limit, or if the rule becomes inconclusive, cases are passed without being tried: this makes fast-check stop.
  const isOver = () =>
    ended !== undefined || shrinks > maxShrinks || (tried > passed.size && performance.now() > endsAt);
  let next = 0;
  const hasPassed = () => failure === undefined && passed.has(next++);
  const property = asyncProperty(arbitrary, async (value) => {
    if (hasPassed()) return;
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
  const { seed, runs, planned = runs } = limits;
  await check(property, { seed, numRuns: runs, examples: examples.map((one): [T] => [one]) });

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
  noteLess(recorder, tried, planned);
}

function noteLess(recorder: Recorder, tried: number, planned: number): void {
  if (tried < planned) recorder.triedLess({ what: 'cases', tried, planned });
}

/** The cases that fast-check would try. */
function casesOf<T>(arbitrary: Arbitrary<T>, examples: readonly T[], { seed, runs }: ForAllLimits): T[] {
  const generated = runs - examples.length;
  return [...examples, ...(generated > 0 ? sample(arbitrary, { seed, numRuns: generated }) : [])].slice(
    0,
    runs,
  );
}

/** Which passed until one did not, by their numbers from 0. */
async function tryBeside<T>(
  values: readonly T[],
  { atOnce, tryOne }: Beside<T>,
  endsAt: number,
): Promise<{ readonly passed: ReadonlySet<number>; readonly isDoubtful: boolean }> {
  const left = [...values.entries()];
  const passed = new Set<number>();
  let isDoubtful = false;
  const trySome = async () => {
    for (let next = left.shift(); next && !isDoubtful; next = left.shift()) {
      const [n, value] = next;
      if (n > 0 && performance.now() > endsAt) return;
      await tryOne(value).then(
        () => passed.add(n),
        () => {
          isDoubtful = true;
        },
      );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, trySome));
  return { passed, isDoubtful };
}

function partOf({ startsAt, endsAt }: Turn, part: number): number {
  return startsAt + part * (endsAt - startsAt);
}

const maxCaseLength = 2000;

function bounded(text: string): string {
  return text.length <= maxCaseLength ? text : `${text.slice(0, maxCaseLength)}…`;
}
