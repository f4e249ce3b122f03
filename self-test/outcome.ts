import pLimit from 'p-limit';
import type { BrokenReceiver } from '../fixtures/receivers/broken-receiver.ts';
import type { CorrectReceiver } from '../fixtures/receivers/correct-receiver.ts';
import { headlineOf } from '../reports/diagnosis.ts';
import type { CommonCheckOptions } from '../runner/check-options.ts';
import type { Report } from '../schemas/index.ts';
import { groupOf } from '../schemas/rule-id.ts';
import { rules } from '../suites/index.ts';
import { checkReceiver, everySurrounding } from './check-receiver.ts';

/** What the suite said of one receiver of which it is known what should be said. */
export interface SelfTestOutcome {
  readonly receiver: BrokenReceiver | CorrectReceiver;
  /** Rules that it must fail and did not. */
  readonly missed: readonly string[];
  /** Rules that it failed, or that went wrong, and should not have. */
  readonly wrong: readonly string[];
  /** All that it failed. */
  readonly failed: readonly string[];
  /** What its report says first: the cause of a diagnosis, or the id of a rule. */
  readonly headline: string | undefined;
  /** What it should say first and does not; undefined where that is right, or by chance. */
  readonly missedHeadline: string | undefined;
  /** What was found, a line each, of rules that were not met. */
  readonly reasons: readonly string[];
}

/** Several checks share a machine: none of them is to be cut short (ms). */
const budgetMs = 300_000;

/** Always the same generated cases, so that what each receiver fails can be declared exactly. */
const seed = 14;

/** Checks a receiver with everything that it can be given, and compares what was found with what it is known to do. */
export async function checked(
  receiver: BrokenReceiver | CorrectReceiver,
  options: Partial<CommonCheckOptions> = {},
): Promise<SelfTestOutcome> {
  const webhook = isBroken(receiver) ? receiver.webhook : undefined;
  const { method = 'POST', getCarriage = 'body' } = webhook ?? {};
  const settings = { timeoutSeconds: isAboutTime(receiver) ? 3 : 10 };
  const checking = { method, profile: { getCarriage }, budgetMs, seed, settings, ...options };
  return outcomeOf(receiver, await checkReceiver(receiver.create, checking, webhook, everySurrounding));
}

/** Its mistake shows in when it responds, or it loses what it was told: only such a receiver is not to have all the time. */
function isAboutTime(receiver: BrokenReceiver | CorrectReceiver): boolean {
  return (
    isBroken(receiver) && receiver.fails.some((id) => ['acknowledgement', 'retry'].includes(groupOf(id)))
  );
}

/** More at once would make each other late, and be found late. */
const receiversAtOnce = 8;

/** Checks many, each told when it is done; `undefined` when it was interrupted. */
export async function checkAll(
  receivers: readonly SelfTestOutcome['receiver'][],
  signal: AbortSignal,
  tell: (outcome: SelfTestOutcome) => void,
): Promise<readonly SelfTestOutcome[] | undefined> {
  const outcomes = await pLimit(receiversAtOnce).map(receivers, async (receiver) => {
    if (signal.aborted) return undefined;
    const outcome = await checked(receiver, { signal });
    if (!signal.aborted) tell(outcome);
    return outcome;
  });
  return signal.aborted ? undefined : outcomes.filter((outcome) => outcome !== undefined);
}

/** Compares a report with what its receiver is known to do. Pure. */
export function outcomeOf(receiver: BrokenReceiver | CorrectReceiver, report: Report): SelfTestOutcome {
  const { fails, exception }: Pick<BrokenReceiver, 'fails' | 'exception'> = isBroken(receiver)
    ? receiver
    : { fails: receiver.lenient ?? [] };
  const of = (verdict: string) =>
    report.results.filter((result) => result.verdict === verdict).map(({ id }) => id);
  const failed = of('fail');
  const mayFail = (id: string) => exception?.rules === 'any' || exception?.rules.includes(id) === true;
  const isKnown = (id: string) => fails.includes(id) || mayFail(id);
  // A right receiver leaves nothing open either.
  const open = isBroken(receiver) ? [] : of('inconclusive');
  const checkedIds = new Set(report.results.filter((result) => !takesMinutes(result)).map(({ id }) => id));
  const cause = report.diagnosis?.cause;
  // What an observer can't show is said of a correct receiver as well.
  const falseDiagnosis = isBroken(receiver) || !cause || cause.startsWith('observer-') ? [] : [cause];
  const headline = headlineOf(report)?.about;
  const expected = isBroken(receiver) ? expectedHeadline(receiver, checkedIds, failed.length > 0) : undefined;
  return {
    receiver,
    failed,
    headline,
    missedHeadline: headline === expected ? undefined : expected,
    missed: fails.filter((id) => checkedIds.has(id) && !failed.includes(id)),
    wrong: [...failed.filter((id) => !isKnown(id)), ...open, ...of('error'), ...falseDiagnosis],
    reasons: report.results.flatMap(({ id, verdict, finding, reason }) =>
      verdict === 'pass' || verdict === 'skipped'
        ? []
        : [`${verdict} ${id}: ${finding?.actual ?? reason ?? ''}`],
    ),
  };
}

export function isBroken(receiver: BrokenReceiver | CorrectReceiver): receiver is BrokenReceiver {
  return 'fails' in receiver;
}

/** Where the mistake hits whatever comes next, and none is declared, what comes first is chance; on a busy machine it may hit nothing. */
function expectedHeadline(
  { headline, fails, exception }: BrokenReceiver,
  checkedIds: ReadonlySet<string>,
  hasFailed: boolean,
): string | undefined {
  if (headline !== undefined && (hasFailed || fails.length > 0)) return headline;
  const [first] = fails;
  return first !== undefined && checkedIds.has(first) && !exception ? first : undefined;
}

/** Left out here, and proven by tests of its own: it is measured with --thorough only. */
function takesMinutes({ id, verdict }: Report['results'][number]): boolean {
  return verdict === 'skipped' && rules.find((rule) => rule.id === id)?.needs?.includes('thorough') === true;
}

/** Whether the suite said just what it should have said. */
export function isCorrect({ missed, wrong }: SelfTestOutcome): boolean {
  return missed.length + wrong.length === 0;
}
