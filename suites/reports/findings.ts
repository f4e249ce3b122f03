import type { Finding, Report, RuleResult } from '../../schemas/generated/types.ts';
import { nobodyListened } from './absence.ts';
import { rankOf } from './words.ts';

/** A failed result, with the failed rule that it probably follows from. */
export interface OrderedFinding {
  readonly result: RuleResult;
  readonly finding: Finding;
  /** The id of the rule to mend first. */
  readonly cause: string | undefined;
}

interface Explanation {
  readonly cause: string;
  readonly explains: RegExp;
}

/**
 * Which failures explain others, the most basic first. A receiver that refuses what is genuine fails whatever sends genuine messages;
 * one that takes a signature made with any secret checks none at all; one that applies nothing shows nothing to the observer.
 */
export const explanations: readonly Explanation[] = [
  {
    cause: 'signature/accepts-genuine',
    explains:
      /^(signature\/accepts-|acknowledgement\/|method\/accepts-|message\/(accepts|tolerates|survives|applies|replaces)-|retry\/|security\/is-alive-)/,
  },
  {
    cause: 'signature/rejects-other-secret',
    explains: /^(signature\/(rejects|refuses|checks|rejected)-|method\/checks-get-)/,
  },
  { cause: 'message/applies-every-item', explains: /^(message\/replaces-|message\/one-bad-item-|retry\/)/ },
];

/** The failed results, those first that explain others, then the more binding; else in the order of the catalogue. Pure. */
export function orderFindings(report: Report): OrderedFinding[] {
  const failed = failedIds(report);
  const findings = report.results.flatMap((result): OrderedFinding[] =>
    result.verdict === 'fail' && result.finding
      ? [{ result, finding: result.finding, cause: causeOf(result.id, failed) }]
      : [],
  );
  return findings.sort((a, b) => placeOf(a, findings) - placeOf(b, findings));
}

export function failedIds(report: Report): Set<string> {
  return new Set(report.results.filter((result) => result.verdict === 'fail').map((result) => result.id));
}

/** The failed rule that explains why this one is not met, if there is one. */
export function causeOf(id: string, failed: ReadonlySet<string>): string | undefined {
  return explanations.find(({ cause, explains }) => cause !== id && failed.has(cause) && explains.test(id))
    ?.cause;
}

/** Causes, then what stands alone, then what follows from a cause or from nobody listening; by level within each. */
function placeOf({ result, finding, cause }: OrderedFinding, all: readonly OrderedFinding[]): number {
  const isCause = all.some((other) => other.cause === result.id);
  const isConsequence = cause !== undefined || finding.actual.includes(nobodyListened);
  const part = isConsequence ? 2 : isCause ? 0 : 1;
  return part * 10 + rankOf(result.level);
}
