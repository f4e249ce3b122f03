import type { CommonCheckOptions } from '../check/index.ts';
import type { BrokenReceiver } from '../fixtures/receivers/broken-receiver.ts';
import type { CorrectReceiver } from '../fixtures/receivers/correct-receiver.ts';
import { headlineOf } from '../reports/model.ts';
import type { Report, RuleResult } from '../schemas/index.ts';
import { groupOf } from '../schemas/rule-id.ts';
import { rules } from '../suites/index.ts';
import { checkReceiver, everySurrounding, type Surrounding } from './check-receiver.ts';

/** What the suite reported for a receiver with known bugs. */
export interface SelfTestOutcome {
  readonly receiver: BrokenReceiver | CorrectReceiver;
  /** Rules that must fail and didn't, and what the first of them must say and doesn't. */
  readonly missed: readonly string[];
  /** Rules that failed or had an error, and shouldn't have. */
  readonly wrong: readonly string[];
  /** All failed rules. */
  readonly failed: readonly string[];
  /** What its report shows first: the cause of a diagnosis, or the id of a rule. */
  readonly headline: string | undefined;
  /** What the report should show first but doesn't. Undefined if that is correct or varies. */
  readonly missedHeadline: string | undefined;
  /** A line per rule that neither passed nor was skipped, or should have failed. */
  readonly reasons: readonly string[];
}

/** None may be cut short; simulated time costs nothing (ms). */
const budgetMs = 1_800_000;

/** Few sequences, the same for each receiver, and enough to find every one that must fail. */
const sequences = { usual: 1, enough: 40 };

/** Always the same generated cases, so that expected failures can be declared exactly. */
const seed = 14;

/** Checks a receiver, by default with everything it supports, and compares the result with its known bugs. */
export async function checked(
  receiver: BrokenReceiver | CorrectReceiver,
  options: Partial<CommonCheckOptions> = {},
  surroundings: readonly Surrounding[] = everySurrounding,
): Promise<SelfTestOutcome> {
  const webhook = isBroken(receiver) ? receiver.webhook : undefined;
  const declares = isBroken(receiver) ? {} : (receiver.declares ?? {});
  const { method = 'POST', payloadIn = 'body' } = webhook ?? {};
  const settings = { timeoutSeconds: isAboutTime(receiver) ? 3 : 10 };
  const mustDiverge = isBroken(receiver) && receiver.fails.includes('retry/converges');
  const bounds = { budgetMs, sequences: mustDiverge ? sequences.enough : sequences.usual };
  const checking = {
    time: 'simulated' as const,
    method,
    profile: { payloadIn },
    seed,
    settings,
    ...bounds,
    ...declares,
    ...options,
  };
  return outcomeOf(receiver, await checkReceiver(receiver.create, checking, webhook, surroundings));
}

/** Whether the bug depends on timing or loses messages. Only then is the timeout short. */
function isAboutTime(receiver: BrokenReceiver | CorrectReceiver): boolean {
  return (
    isBroken(receiver) && receiver.fails.some((id) => ['acknowledgement', 'retry'].includes(groupOf(id)))
  );
}

/** Compares a report with a receiver's known bugs. Pure. */
export function outcomeOf(receiver: BrokenReceiver | CorrectReceiver, report: Report): SelfTestOutcome {
  const { fails, says, exception }: Pick<BrokenReceiver, 'fails' | 'says' | 'exception'> = isBroken(receiver)
    ? receiver
    : { fails: receiver.lenient ?? [] };
  const of = (verdict: string) =>
    report.results.filter((result) => result.verdict === verdict).map(({ id }) => id);
  const failed = of('fail');
  const mayFail = (id: string) => exception?.rules === 'any' || exception?.rules.includes(id) === true;
  const isKnown = (id: string) => fails.includes(id) || mayFail(id);
  // A correct receiver leaves nothing inconclusive either.
  const open = isBroken(receiver) ? [] : of('inconclusive');
  const checkedIds = new Set(report.results.filter((result) => !takesMinutes(result)).map(({ id }) => id));
  const cause = report.diagnosis?.cause;
  // What an observer can't show is inconclusive for a correct receiver too.
  const falseDiagnosis = isBroken(receiver) || !cause || cause.startsWith('observer-') ? [] : [cause];
  const headline = headlineOf(report)?.about;
  const expected = isBroken(receiver) ? expectedHeadline(receiver, checkedIds, failed.length > 0) : undefined;
  return {
    receiver,
    failed,
    headline,
    missedHeadline: headline === expected ? undefined : expected,
    missed: [
      ...fails.filter((id) => checkedIds.has(id) && !failed.includes(id)),
      ...unsaid(
        says,
        report.results.find(({ id }) => id === fails[0]),
      ),
    ],
    wrong: [...failed.filter((id) => !isKnown(id)), ...open, ...of('error'), ...falseDiagnosis],
    reasons: report.results.flatMap(({ id, verdict, finding, reason }) =>
      (verdict === 'pass' || verdict === 'skipped') && !fails.includes(id)
        ? []
        : [`${verdict} ${id}: ${finding?.actual ?? reason ?? ''}`],
    ),
  };
}

/** Compares what a rule must say with its finding. */
function unsaid(says: RegExp | undefined, result: RuleResult | undefined): string[] {
  if (!says || !result?.finding) return [];
  const { expected, actual, fix } = result.finding;
  const text = [expected, actual, fix, result.why].join('\n');
  return says.test(text) ? [] : [`${result.id} must say ${says}, but says: ${text}`];
}

export function isBroken(receiver: BrokenReceiver | CorrectReceiver): receiver is BrokenReceiver {
  return 'fails' in receiver;
}

/**
 * The bug affects whichever message comes next. Without a declared headline, the first finding is random, and on a busy machine there may
 * be none.
 */
function expectedHeadline(
  { headline, fails, exception }: BrokenReceiver,
  checkedIds: ReadonlySet<string>,
  hasFailed: boolean,
): string | undefined {
  if (headline !== undefined && (hasFailed || fails.length > 0)) return headline;
  const [first] = fails;
  return first !== undefined && checkedIds.has(first) && !exception ? first : undefined;
}

/** Excluded here and covered by its own tests: it needs --thorough. */
function takesMinutes({ id, verdict }: Report['results'][number]): boolean {
  return verdict === 'skipped' && rules.find((rule) => rule.id === id)?.needs?.includes('thorough') === true;
}

/** Whether the suite reported exactly the known bugs. */
export function isCorrect({ missed, wrong }: SelfTestOutcome): boolean {
  return missed.length + wrong.length === 0;
}
