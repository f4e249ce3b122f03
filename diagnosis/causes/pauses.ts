import type { ProbeResponse } from '../../runner/index.ts';
import type { RuleResult } from '../../schemas/generated/types.ts';
import { count } from '../../text/words/count.ts';
import { formatMs } from '../../text/words/durations.ts';
import type { Cause } from '../cause.ts';
import { isFailure } from '../responses.ts';
import { waited } from './stopped-responding.ts';

/** For a while the receiver responds to no message, and then to all of them again. */
export const pauses: Cause = ({ pauses: all, results, alwaysFail, series, timeoutMs, pace }) => {
  const long = all.filter(({ atMs, untilMs }) => untilMs - atMs >= timeoutMs);
  const [first] = long;
  const late = results.filter((result) => isLate(result) && waited(result));
  // A message that never gets a response may have blocked the others. Without a series, nothing was sent again.
  const isOver = series.length > 0 && !late.some(({ id }) => alwaysFail.includes(id));
  if (!first || late.length < minRules || !isOver || failsApart(series)) return undefined;
  return {
    cause: 'fails-now-and-then',
    title: `Your receiver stops responding at times: ${formatMs(first.atMs)} into the check, nothing got a response for ${formatMs(first.untilMs - first.atMs)}.`,
    evidence: [
      `responses stopped ${formatMs(first.atMs)} into the check and resumed at ${formatMs(first.untilMs)}; one usually takes ${formatMs(pace.ackMs)}`,
      `${count(first.unanswered, 'message')} got no response within ${formatMs(timeoutMs)} in this time`,
      'the messages of the failed rules got a response when they were sent again',
      ...(long.length > 1 ? [`this happened ${long.length} times during the check`] : []),
    ],
    fix: 'Find out what blocks it for so long: a scheduled job, long work in the thread that serves requests, a lock, or garbage collection. Do such work in another process or thread, or in small steps.',
    follows: waited,
  };
};

/** Messages fail between others that succeed immediately. Each fails for its own reason, not because of the moment. */
function failsApart(series: readonly ProbeResponse[]): boolean {
  const failures = series.filter((answer, n) => isFailure(answer) && series[n + 1]?.isAcknowledged);
  return failures.length >= 2;
}

/** If the first, genuine message of a rule was late, the rule found nothing else wrong. */
const isLate = ({ verdict, reasonCode }: RuleResult) =>
  verdict === 'fail' || reasonCode === 'not-acknowledged';

/** One late rule proves nothing. */
const minRules = 2;
