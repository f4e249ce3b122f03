import { actualOf, cannotTell, type RuleContext, RuleFailure, type Sent } from '../../../runner/rule-kit.ts';
import {
  hasSeveralOf,
  isGenuineStep,
  pbxsOf,
  reportsOf,
  type SequenceStep,
} from '../../../schemas/sequence-step.ts';
import { finishWork } from '../kills/after-kill.ts';
import { blame } from './arbitrary.ts';
import { type Compared, control } from './control.ts';
import { describeSteps, endInWords } from './describe-steps.ts';
import { type Discrepancy, unlikeControls, unlikeNow } from './discrepancy.ts';
import { type Expected, expectedOf, isNewReport } from './expected.ts';
import { sequenceId } from './id.ts';
import type { LostControl } from './lost-control.ts';
import { type Names, namesFor } from './names.ts';
import { performStep } from './send.ts';
import { rulesShownBy } from './shown-by.ts';
import { supersededOf } from './superseded.ts';

/** What is known about a failure while its sequence is shrunk. */
export interface Shrinking {
  /**
   * The failure shows as soon as the receiver has caught up. A smaller sequence without it then passes immediately, without a quiet period.
   */
  showsAtOnce: boolean;
}

/**
 * Performs a sequence on new PBXs, and compares each final state with two controls: one got only the newest reports, the other all reports
 * in order. Where the controls differ, nothing is demanded. `shrinking` is given while a failed sequence is shrunk.
 */
export async function trySequence(
  ctx: RuleContext,
  steps: readonly SequenceStep[],
  shrinking?: Shrinking,
): Promise<void> {
  const pbxs = pbxsOf(steps);
  const planned = expectedOf(steps, steps.map(isGenuineStep));
  // One before and one after, so that time-dependent values differ between them too.
  const before = await Promise.all(planned.map(({ pbx, newest }) => control(ctx, pbx, newest)));
  const names = namesFor(ctx, pbxs, steps.flatMap(reportsOf));
  const sent = await performSteps(ctx, steps, names);
  const after = await Promise.all(planned.map(({ pbx, all }) => control(ctx, pbx, all)));

  const isAcknowledged = sent.map((one) => one?.isAcknowledged === true);
  const ends = expectedOf(steps, isAcknowledged).flatMap((expected, n): Compared[] => {
    const [byNewest, inOrder] = [before[n], after[n]];
    if (expected.open !== undefined || !byNewest || !inOrder) return [];
    return [{ expected, superseded: supersededOf(steps, expected), own: names, byNewest, inOrder }];
  });
  const isShown = shrinking !== undefined && (await showsAtOnce(ctx, ends));
  if (!isShown && shrinking?.showsAtOnce) return;
  const [first = 0] = pbxs;
  if (!isShown) await ctx.observeQuiet(names.sn(first));
  for (const compared of ends) {
    const difference = await unlikeControls(ctx, compared);
    if (difference === undefined) continue;
    if (isShown) shrinking.showsAtOnce = true;
    blame(steps, compared.expected.pbx);
    throw endOf(compared, difference, { steps, sent });
  }
}

function endOf(
  { expected, own }: Compared,
  { what, lacksNewest, lost }: Discrepancy,
  { steps, sent }: Pick<Performed, 'steps' | 'sent'>,
): RuleFailure {
  const { pbx } = expected;
  if (lost) return lossOf(pbx, lost, pbxsOf(steps).length > 1);
  const end = `${endInWords(expected)}. PBX ${pbx} is ${own.sn(pbx)} in this run`;
  const isLost = lacksNewest && lastArrivedBeforeRestart(steps, expected);
  const fix = isLost ? finishWork : undefined;
  const wanted = isLost
    ? `PBX ${pbx} keeps its acknowledged report across the restart`
    : `PBX ${pbx} ends in the state of its newest report`;
  return failureOf(wanted, what, { steps, sent, end, fix });
}

async function showsAtOnce(ctx: RuleContext, ends: readonly Compared[]): Promise<boolean> {
  await ctx.catchUp();
  const differences = await Promise.all(ends.map((compared) => unlikeNow(ctx, compared)));
  return differences.some((difference) => difference !== undefined);
}

async function performSteps(
  ctx: RuleContext,
  steps: readonly SequenceStep[],
  names: Names,
): Promise<(Sent | undefined)[]> {
  const sent: (Sent | undefined)[] = [];
  for (const [n, step] of steps.entries()) {
    const one = await performStep(ctx, step, n + 1, names);
    sent.push(one);
    if (!one) continue;
    leaveForgeryToOtherRules(step, one);
    if (one.isAcknowledged || !hasOnlyNewReports(steps, n)) continue;
    throw failureOf(`a 2xx for the new message of step ${n + 1}`, actualOf(one), {
      ...{ steps: steps.slice(0, n + 1), sent, attempt: one.n },
      end: `Step ${n + 1} is new and must be acknowledged`,
    });
  }
  return sent;
}

function leaveForgeryToOtherRules({ how }: SequenceStep, sent: Sent): void {
  if ((how !== 'other-secret' && how !== 'tampered') || !sent.isAcknowledged) return;
  cannotTell({ reasonCode: 'forgery-acknowledged' });
}

/** Other rules check the responses to duplicates and late reports. */
function hasOnlyNewReports(steps: readonly SequenceStep[], n: number): boolean {
  const step = steps[n];
  if (step?.how !== 'sent') return false;
  const reports = reportsOf(step);
  // The vendor describes one item per PBX, so a receiver may reject a message with two.
  if (reports.some(({ pbx }) => hasSeveralOf(step, pbx))) return false;
  const before = steps.slice(0, n).filter(isGenuineStep).flatMap(reportsOf);
  return reports.every((report) => isNewReport(report, before));
}

/** Nothing about the PBX came after the last restart, so only the restart can have lost its report. */
function lastArrivedBeforeRestart(steps: readonly SequenceStep[], { pbx }: Expected): boolean {
  const restart = steps.findLastIndex(({ how }) => how === 'restart');
  return (
    steps.slice(0, restart + 1).some((step) => isAbout(step, pbx)) &&
    !steps.slice(restart + 1).some((step) => isAbout(step, pbx))
  );
}

function isAbout(step: SequenceStep, pbx: number): boolean {
  return reportsOf(step).some((report) => report.pbx === pbx);
}

/** Without its sequence, since a new try of it rarely loses the same message. */
function lossOf(pbx: number, { control, what }: LostControl, hadOthers: boolean): RuleFailure {
  const steps = control.reports.map((report): SequenceStep => ({ how: 'sent', reports: [report] }));
  const others = hadOthers ? '. Messages about other PBXs arrived at the same time' : '';
  const end = `PBX ${pbx} is ${control.names.sn(pbx)} in this run, and got nothing else${others}`;
  return new RuleFailure('the effect of every acknowledged message', what, storeFirst, {
    ...{ steps: [...describeSteps(steps, control.sent), end], attempt: control.sent.at(-1)?.n },
  });
}

const storeFirst =
  'Respond with a 2xx only after the change is stored. If that fails, for example because the database is locked, respond with a 5xx: YCM then retries.';

interface Performed {
  readonly steps: readonly SequenceStep[];
  readonly sent: readonly (Sent | undefined)[];
  readonly end: string;
  readonly attempt?: number;
  readonly fix?: string | undefined;
}

function failureOf(
  expected: string,
  actual: string,
  { steps, sent, end, attempt, fix }: Performed,
): RuleFailure {
  const sequence = { id: sequenceId(steps), steps: [...steps] };
  return new RuleFailure(expected, actual, fix, {
    ...{ steps: [...describeSteps(steps, sent), end], sequence, attempt },
    explainedBy: rulesShownBy(steps),
  });
}
