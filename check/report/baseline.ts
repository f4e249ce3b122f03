import type { Baseline, Report, RuleResult } from '../../schemas/generated/types.ts';

/**
 * A report with these known failures: each one that is still accepted is marked, and stale or expired ones are listed. Pure.
 *
 * @param report The report.
 * @param baseline The accepted failures.
 * @param today The day of the check, as in 2026-12-31 (UTC).
 */
export function withBaseline(report: Report, { knownFailures }: Baseline, today: string): Report {
  const byRule = new Map(knownFailures.map((entry) => [entry.rule, entry]));
  const isExpired = ({ id }: RuleResult) => (byRule.get(id)?.expires ?? '') < today;
  const listed = report.results.filter(({ id }) => byRule.has(id));
  const failing = listed.filter(({ verdict }) => verdict === 'fail');
  return {
    ...report,
    baseline: {
      stale: listed.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id),
      expired: failing.filter(isExpired).map(({ id }) => id),
    },
    results: report.results.map((result) => markKnown(result, { knownFailures }, today)),
  };
}

/** A result marked as known, if the baseline accepts its failure. Pure. */
export function markKnown(result: RuleResult, { knownFailures }: Baseline, today: string): RuleResult {
  const entry = knownFailures.find(({ rule }) => rule === result.id);
  if (entry === undefined || result.verdict !== 'fail' || entry.expires < today) return result;
  return { ...result, known: { reason: entry.reason, expires: entry.expires } };
}

/** The values of new entries. */
interface NewEntries {
  /** Why they are accepted. */
  readonly reason: string;
  /** The last day on which they are accepted, as in 2026-12-31 (UTC). */
  readonly expires: string;
}

/**
 * A baseline that accepts the failures in this report: entries that are still needed keep their reason and date, expired ones get new ones,
 * and entries of passed rules are dropped. Rules that were not checked are unchanged. Pure.
 *
 * @param before The old baseline.
 * @param report The report.
 * @param added The values of new entries.
 * @param today The day of the update, as in 2026-12-31 (UTC).
 */
export function updatedBaseline(
  before: Baseline,
  report: Report,
  added: NewEntries,
  today: string,
): Baseline {
  const verdicts = new Map(report.results.map(({ id, verdict }) => [id, verdict]));
  const kept = before.knownFailures.filter(({ rule, expires }) => {
    const verdict = verdicts.get(rule);
    return verdict !== 'pass' && !(verdict === 'fail' && expires < today);
  });
  const keptRules = new Set(kept.map(({ rule }) => rule));
  const fresh = report.results
    .filter(({ id, verdict }) => verdict === 'fail' && !keptRules.has(id))
    .map(({ id }) => ({ rule: id, ...added }));
  const knownFailures = [...kept, ...fresh].sort((a, b) => (a.rule < b.rule ? -1 : 1));
  return { ...before, knownFailures };
}
