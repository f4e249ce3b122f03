import type { RuleResult } from '../schemas/generated/types.ts';

/** A trial that took longer is not repeated (ms): a flaky receiver is not worth the time of all others. */
const longestRepeatedMs = 10_000;

/**
 * A rule that failed is tried once more: a failure that does not show again is marked as flaky, with the evidence of both trials. Where
 * the second trial can tell nothing, as when the run is over by then, the first one stands.
 */
export async function triedAgain(first: RuleResult, tryIt: () => Promise<RuleResult>): Promise<RuleResult> {
  if (first.verdict !== 'fail' || first.durationMs > longestRepeatedMs) return first;
  const second = await tryIt();
  const both = { ...first, durationMs: first.durationMs + second.durationMs };
  return second.verdict === 'pass' ? { ...both, flaky: { evidence: second.evidence } } : both;
}
