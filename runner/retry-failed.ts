import type { RuleResult } from '../schemas/generated/types.ts';

/**
 * A rule that failed is tried once more, if there is time for it: a failure that does not show again is marked as flaky, with the
 * evidence of both trials. Where the second trial can tell nothing, or tried less, as when the time is over by then, the first one
 * stands.
 */
export async function triedAgain(
  first: RuleResult,
  leftMs: number,
  tryIt: () => Promise<RuleResult>,
): Promise<RuleResult> {
  if (first.verdict !== 'fail' || first.durationMs > leftMs) return first;
  const second = await tryIt();
  const both = { ...first, durationMs: first.durationMs + second.durationMs };
  const isAsMuch = second.evidence.triedLess === undefined;
  return second.verdict === 'pass' && isAsMuch ? { ...both, flaky: { evidence: second.evidence } } : both;
}
