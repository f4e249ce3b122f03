import type { RuleResult } from '../schemas/generated/types.ts';
import type { RunState } from './context/run-state.ts';
import type { Rule } from './rule.ts';

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

/** Whether a rule that failed beside others may pass alone: its response may have waited behind theirs, or it should run alone. */
export function mayBeDisturbed({ runs }: Pick<Rule, 'runs'>, result: RuleResult): boolean {
  return isLate(result) || (runs === 'apart' && result.verdict === 'fail');
}

/** Whether it failed because a response was late. */
export function isLate({ verdict, finding, evidence }: RuleResult): boolean {
  const decisive = evidence.attempts.find(({ n }) => n === finding?.attempt);
  return verdict === 'fail' && decisive?.outcome.kind === 'timeout';
}

/** Whether the receiver sent no response for at least a timeout. */
export function hasPaused({ target, traffic }: RunState): boolean {
  const timeoutMs = 1000 * target.settings.timeoutSeconds;
  return traffic.responses.all.pauses.some(({ atMs, untilMs }) => untilMs - atMs >= timeoutMs);
}

/**
 * The result of a rule that failed while others ran, and was then tried alone. If the receiver responded to nothing for a while, a late
 * message didn't wait behind others: the failure counts, though it isn't repeated.
 */
export function triedAlone(alone: RuleResult, besides: RuleResult, hasPaused: boolean): RuleResult {
  if (alone.reasonCode === 'out-of-time') return besides;
  if (alone.verdict === 'fail') return alone;
  const wasLate = isLate(besides);
  if (hasPaused && wasLate)
    return alone.verdict === 'pass' ? { ...besides, flaky: { evidence: alone.evidence } } : besides;
  const notes = [...(alone.evidence.notes ?? []), wasLate ? lateBeside : failedBeside];
  const durationMs = alone.durationMs + besides.durationMs;
  return { ...alone, durationMs, evidence: { ...alone.evidence, notes } };
}

const lateBeside = 'a response was late while other rules ran, so this rule was tried again alone';
const failedBeside = 'this rule failed while other rules ran, so it was tried again alone';
