import type { Finding, Report, RuleResult } from '../schemas/generated/types.ts';
import { rankOf } from '../schemas/level.ts';
import { wasAbsent } from './absence.ts';
import { causeOf, causeOfEverything, causeOfUnacknowledged } from './causes.ts';
import { decidingAttempt } from './deciding-attempt.ts';

/** A failed result, with the failed rule that it probably follows from. */
export interface OrderedFinding {
  readonly result: RuleResult;
  readonly finding: Finding;
  /** The id of the rule to mend first. */
  readonly cause: string | undefined;
  /** It follows from the diagnosis, which says what to fix. */
  readonly isExplained: boolean;
}

/**
 * The failed results, those first that explain others, then the more binding; else in the order of the catalogue. What follows from the
 * diagnosis comes after what does not, and what the baseline accepts is no news, and comes last. Pure.
 */
export function orderFindings(report: Report): OrderedFinding[] {
  const failed = failedIds(report);
  const ofAll = causeOfEverything(report, failed);
  const causeFor = (result: RuleResult) =>
    ofAll === undefined || result.id === ofAll ? causeOf(result, failed) : ofAll;
  const findings = report.results.flatMap((result): OrderedFinding[] =>
    result.verdict === 'fail' && result.finding
      ? [
          {
            result,
            finding: result.finding,
            cause: causeFor(result),
            isExplained: report.diagnosis?.explains.includes(result.id) === true,
          },
        ]
      : [],
  );
  const causes = new Set([causeOfUnacknowledged(report), ...findings.map(({ cause }) => cause)]);
  return findings.sort((a, b) => placeOf(a, causes) - placeOf(b, causes));
}

export function failedIds(report: Report): Set<string> {
  return new Set(report.results.filter((result) => result.verdict === 'fail').map((result) => result.id));
}

/** Causes, then what stands alone, then what follows from a cause or from nobody listening, then what is known; by level within each. */
function placeOf(
  { result, cause, isExplained }: OrderedFinding,
  causes: ReadonlySet<string | undefined>,
): number {
  const decided = result.finding?.attempt === undefined ? undefined : decidingAttempt(result);
  const isConsequence = cause !== undefined || (decided !== undefined && wasAbsent(decided));
  const part = result.known ? 4 : isExplained ? 3 : isConsequence ? 2 : causes.has(result.id) ? 0 : 1;
  return part * 10 + rankOf(result.level);
}
