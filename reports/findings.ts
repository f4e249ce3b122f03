import { causeOf } from '../schemas/cause-of.ts';
import { connectionRefused } from '../schemas/connection-refused.ts';
import type { Finding, Report, RuleResult } from '../schemas/generated/types.ts';
import { rankOf } from '../schemas/level.ts';
import { severityRank } from '../schemas/severity.ts';
import { type NamedCause, namedCauses } from '../schemas/words/diagnosis-words.ts';
import { causeOfEverything, causeOfUnacknowledged } from './causes.ts';
import { decidingAttempt } from './deciding-attempt.ts';
import { changeWord } from './since-last.ts';

/** A failed result, and the failed rule that probably caused it. */
export interface OrderedFinding {
  readonly result: RuleResult;
  readonly finding: Finding;
  /** The id of the rule to fix first. */
  readonly cause: string | undefined;
  /** The cause that it follows from, which has the fix. */
  readonly explainedBy: NamedCause | undefined;
}

/**
 * The failed results, most harmful first, and each after the one that explains it. A cause is as severe as everything it explains, and the
 * reason why genuine messages are rejected comes first. Consequences of a cause that is proven come after other findings, and failures that the
 * baseline accepts come last. Pure.
 */
export function orderFindings(report: Report): OrderedFinding[] {
  const failed = failedIds(report);
  const ofAll = causeOfEverything(report, failed);
  const causeFor = (result: RuleResult) =>
    ofAll === undefined || result.id === ofAll ? causeOf(result, failed) : ofAll;
  const causes = namedCauses(report);
  const findings = report.results.flatMap((result): OrderedFinding[] => {
    if (result.verdict !== 'fail' || !result.finding) return [];
    const cause = causeFor(result);
    // What was found behind a cause doesn't follow from it.
    const explainedBy = causes.find(
      (one) =>
        !result.behind?.includes(one.cause) &&
        [result.id, cause].some((id = '') => one.explains.includes(id)),
    );
    return [{ result, finding: result.finding, cause, explainedBy }];
  });
  const basic = new Set([ofAll, causeOfUnacknowledged(report)]);
  const severityOf = ({ result }: OrderedFinding) =>
    Math.min(
      ...findings
        .filter((one) => one.result === result || one.cause === result.id)
        .map((one) => severityRank(one.result.severity)),
    );
  const fixedFirst = new Set(findings.map(({ cause }) => cause));
  const placeOf = (one: OrderedFinding) => {
    const standsAlone = fixedFirst.has(one.result.id) ? 0 : 1;
    return partOf(one, basic) * 1000 + severityOf(one) * 100 + standsAlone * 10 + rankOf(one.result.level);
  };
  const placed = findings.map((finding) => ({ finding, place: placeOf(finding) }));
  return placed.sort((a, b) => a.place - b.place).map(({ finding }) => finding);
}

/** What to fix before this finding, if anything: "probably signature/accepts-genuine; fix that first". */
export function fixFirst({
  cause,
  explainedBy,
}: Pick<OrderedFinding, 'cause' | 'explainedBy'>): string | undefined {
  if (explainedBy) return `see ${explainedBy.name}; fix that first`;
  return cause === undefined ? undefined : `probably ${cause}; fix that first`;
}

/** The same for each failed rule, by its id. Pure. */
export function fixesFirst(report: Report): ReadonlyMap<string, string | undefined> {
  return new Map(orderFindings(report).map((one) => [one.result.id, fixFirst(one)]));
}

/** A failed rule in the list: its level, what it follows from, and the words of that which link to it: the id of a rule, or the place of a cause. */
interface FailureNote {
  readonly id: string;
  readonly note: string;
  readonly link?: { readonly text: string; readonly to: string };
}

/** The list of failed rules. Pure. */
export function failureNotes(findings: readonly OrderedFinding[]): FailureNote[] {
  const places = new Map(findings.map(({ result }, n) => [result.id, n + 1]));
  return findings.map(({ result, cause = '', explainedBy }) => {
    const { id, level, known, flaky } = result;
    const place = places.get(cause);
    const link = explainedBy
      ? { text: explainedBy.name, to: explainedBy.anchor }
      : place !== undefined && { text: `no. ${place}`, to: cause };
    const explained = link && `${explainedBy ? 'explained by' : 'probably because of'} ${link.text}`;
    // In a narrow terminal, the end of a note is cut.
    const facts = [level, explained, known && 'known', flaky && 'flaky', changeWord(result)];
    return { id, note: facts.filter((fact) => fact).join(', '), ...(link && { link }) };
  });
}

export function failedIds(report: Report): Set<string> {
  return new Set(report.results.filter((result) => result.verdict === 'fail').map((result) => result.id));
}

/**
 * The order of findings: the cause of inconclusive rules, independent findings, consequences of these or of a stopped receiver,
 * consequences of proven causes, known failures.
 */
function partOf(
  { result, cause, explainedBy }: OrderedFinding,
  basic: ReadonlySet<string | undefined>,
): number {
  if (result.known) return 4;
  if (explainedBy) return 3;
  const decided = result.finding?.attempt === undefined ? undefined : decidingAttempt(result);
  if (cause !== undefined || (decided !== undefined && connectionRefused(decided.outcome))) return 2;
  return basic.has(result.id) ? 0 : 1;
}
