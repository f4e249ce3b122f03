import type { RuleResult } from '../schemas/generated/types.ts';

/**
 * Tries a failed rule once more, if there is time: a failure that isn't repeated is marked as flaky, with the evidence of both trials. If
 * the second trial was inconclusive or tried less, for instance for lack of time, the first one counts.
 */
export async function triedAgain(
  first: RuleResult,
  leftMs: number,
  tryIt: () => Promise<RuleResult>,
): Promise<RuleResult> {
  if (first.verdict !== 'fail' || first.durationMs > leftMs) return first;
  const second = await tryIt();
  const both = { ...first, durationMs: first.durationMs + second.durationMs };
  const { triedLess } = second.evidence;
  const isAsMuch = !triedLess || triedLess.tried >= (first.evidence.triedLess?.tried ?? triedLess.planned);
  return second.verdict === 'pass' && isAsMuch ? { ...both, flaky: { evidence: second.evidence } } : both;
}
