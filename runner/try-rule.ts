import { anySignal } from '../simulator/any-signal.ts';
import { systemClock } from '../simulator/index.ts';
import type { Redactor } from '../text/secrets/redact.ts';
import { adviceFor } from './advice.ts';
import { isBail, stoppedBy } from './bail.ts';
import { abortsAt, type Budget, type Turn } from './budget.ts';
import { createContext } from './context/context.ts';
import { CannotTell, LateMeasurement, RuleFailure } from './context/expect.ts';
import type { RunState } from './context/run-state.ts';
import type { Recorder } from './evidence/recorder.ts';
import type { Rule } from './rule.ts';
import type { Verdict } from './verdict.ts';

/** What a rule is checked with. */
export interface RuleCheckOptions {
  readonly state: RunState;
  readonly redactor: Redactor;
  readonly budget: Budget;
  readonly turn: Turn;
  /** The place of its requests in the queue: a lower number goes first. */
  readonly place: number;
  readonly signal: AbortSignal;
  /** Other rules run at the same time, so a late response may be due to them. The caller tries the rule again alone. */
  readonly isBesideOthers?: boolean;
}

/** How often to try a rule if delays of this process affected its measurements. */
const triesWhenLate = 3;

/** How long a rule may take to end when its time is up (ms). */
const graceMs = 1000;

/** The only place that catches. A rule that doesn't end in time is abandoned. */
export async function tryRule(rule: Rule, options: RuleCheckOptions, recorder: Recorder): Promise<Verdict> {
  const { turn, budget, signal } = options;
  const isDone = new AbortController();
  const until = (moment: number) =>
    systemClock.sleep(Math.max(0, moment + graceMs - performance.now()), isDone.signal);
  const leaveBehind = async () => {
    await until(turn.endsAt);
    // A killed receiver must be running again for other rules.
    if (options.state.seen.gone !== undefined) await until(budget.endsAt);
    return signal.aborted ? stoppedBy(signal) : outOfTime(budget);
  };
  const verdict = await Promise.race([
    tryUntil(abortsAt(turn.endsAt), rule, options, recorder),
    leaveBehind(),
  ]);
  isDone.abort();
  return verdict;
}

async function tryUntil(
  over: AbortSignal,
  rule: Rule,
  options: RuleCheckOptions,
  recorder: Recorder,
): Promise<Verdict> {
  for (let left = triesWhenLate - 1; ; left -= 1) {
    const ctx = createContext(rule, options, recorder, anySignal(options.signal, over));
    try {
      await rule.run(ctx);
      // Too few cases ran before the run stopped to say that the rule passed.
      const isCutShort = isBail(options.signal) && recorder.evidence(options.state.effort.seed).triedLess;
      return isCutShort ? stoppedBy(options.signal) : { verdict: 'pass' };
    } catch (error) {
      recorder.endedBy(error);
      const isOver = options.signal.aborted || over.aborted || left === 0;
      if (isOver || !(error instanceof LateMeasurement))
        return verdictOf(error, rule, { ...options, recorder }, over);
    } finally {
      await ctx.close(anySignal(options.signal, abortsAt(options.budget.endsAt)));
    }
  }
}

/** The verdict of a rule that threw this error. */
function verdictOf(
  error: unknown,
  rule: Rule,
  options: RuleCheckOptions & { readonly recorder: Recorder },
  over: AbortSignal,
): Verdict {
  if (error instanceof RuleFailure) {
    const { expected, actual, details } = error;
    const [fix, findAdvice] =
      typeof error.fix === 'function' ? [rule.fix, error.fix] : [error.fix ?? rule.fix, undefined];
    const { attempt, why, hint, explainedBy, ...others } = details ?? {};
    const { recorder, state } = options;
    const { webhook, settings } = state.target;
    const sentTo = {
      url: webhook.url,
      timeoutMs: settings.timeoutSeconds * 1000,
      isServed: state.seen.acknowledged > 0,
    };
    return {
      verdict: 'fail',
      finding: {
        expected,
        actual,
        fix: [adviceFor(rule, fix, recorder.decisive(attempt), sentTo), ...(hint ? [hint] : [])].join(' '),
        ...(attempt && { attempt }),
        ...others,
      },
      why,
      explainedBy,
      findAdvice,
    };
  }
  if (options.signal.aborted) return stoppedBy(options.signal);
  if (over.aborted) return outOfTime(options.budget);
  if (error instanceof CannotTell) return { verdict: 'inconclusive', ...error.reason };
  return {
    verdict: 'error',
    reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}

export function outOfTime({ totalMs }: Budget): Verdict {
  return { verdict: 'inconclusive', reasonCode: 'out-of-time', budgetMs: totalMs };
}
