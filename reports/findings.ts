import { causeOf } from '../schemas/cause-of.ts';
import { connectionRefused } from '../schemas/connection-refused.ts';
import type { Finding, Report, RuleResult } from '../schemas/generated/types.ts';
import { rankOf } from '../schemas/level.ts';
import { servesKept } from '../schemas/rule-id.ts';
import { severityRank } from '../schemas/severity.ts';
import { type NamedCause, namedCauses } from '../schemas/words/diagnosis-words.ts';
import { decidingAttempt, type Line } from './rows.ts';
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
export function fixFirst({ cause, explainedBy }: OrderedFinding): Line | undefined {
  if (explainedBy) {
    const { name, anchor } = explainedBy;
    return { text: `see ${name}; fix that first`, link: { text: name, to: anchor } };
  }
  return cause === undefined
    ? undefined
    : { text: `probably ${cause}; fix that first`, link: { text: cause, to: cause } };
}

/** The facts about each finding in a list of them: its level, and what it follows from. Pure. */
export function failureNotes(findings: readonly OrderedFinding[]): Line[] {
  const places = new Map(findings.map(({ result }, n) => [result.id, n + 1]));
  return findings.map(({ result, cause = '', explainedBy }) => {
    const { level, known, flaky } = result;
    const place = places.get(cause);
    const ofCause = explainedBy && { text: explainedBy.name, to: explainedBy.anchor };
    const link = ofCause ?? (place === undefined ? undefined : { text: `no. ${place}`, to: cause });
    const explained = link && `${explainedBy ? 'explained by' : 'probably because of'} ${link.text}`;
    // In a narrow terminal, the end of a note is cut.
    const facts = [level, explained, known && 'known', flaky && 'flaky', changeWord(result)];
    return { text: [...new Set(facts.filter((fact) => fact))].join(', '), link };
  });
}

export function failedIds(report: Report): Set<string> {
  return new Set(report.results.filter((result) => result.verdict === 'fail').map((result) => result.id));
}

/** If all messages came on reused connections, a receiver that doesn't support those seems to fail everything. */
export function causeOfEverything(
  { profile }: Pick<Report, 'profile'>,
  failed: ReadonlySet<string>,
): string | undefined {
  return profile.connections === 'kept' && failed.has(servesKept) ? servesKept : undefined;
}

/** The failed rule that explains why genuine messages are not acknowledged: the most basic one. Pure. */
export function causeOfUnacknowledged({ results }: Pick<Report, 'results'>): string | undefined {
  const placeOf = ({ acknowledgementRank = Number.POSITIVE_INFINITY }: RuleResult) => acknowledgementRank;
  const failed = results.filter((result) => result.verdict === 'fail' && result.acknowledgementRank);
  return failed.sort((a, b) => placeOf(a) - placeOf(b))[0]?.id;
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
