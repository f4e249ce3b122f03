import { type ProbeResponse, saidInLog } from '../../runner/index.ts';
import type { RateLimit } from '../../schemas/generated/types.ts';
import { limitInWords, slowedInWords } from '../../schemas/words/rate-limit-words.ts';
import { statusOf } from '../../simulator/index.ts';
import { formatMs } from '../../text/words/durations.ts';
import { flagOf } from '../../text/words/flags.ts';
import type { Cause, Follows, FoundCause } from '../cause.ts';
import type { Facts } from '../facts.ts';
import { doesHarm, failsLike } from '../follows.ts';
import { isRefusedAtTimes, isServerError, responseInWords } from '../responses.ts';

/** The receiver responds 503, without a Retry-After, to messages that arrive quickly, and accepts them at a slower pace. */
export const refusesFastMessages: Cause = ({ series, paced, alwaysFail }) => {
  const refused = series.filter((answer) => statusOf(answer) === 503);
  const [first] = refused;
  if (!first || !paced) return undefined;
  const seriesMs = series.reduce((sum, { elapsedMs }) => sum + elapsedMs, 0);
  const safe = Math.max(1, Math.floor((0.8 * 1000) / paced.everyMs));
  const few = paced.answers.length;
  return {
    cause: 'unavailable',
    title: `Your receiver, or a proxy in front of it, rejects messages that arrive quickly: ${refused.length} of ${series.length} sent within ${formatMs(seriesMs)} got 503.`,
    evidence: [
      `sent ${series.length} DID changes one after the other: ${refused.length} failed, the first with ${responseInWords(first)}`,
      `then sent ${few}, one every ${formatMs(paced.everyMs)}: all ${few} were acknowledged`,
    ],
    fix: `Look for a rate limit, such as \`limit_req\` in nginx, which responds 503 by default, or for an overloaded proxy. Exclude the webhook from the limit, or raise it: YCM sends events as they happen, often many at once, and drops a message if its last retry is rejected. To check below the limit, use --rate ${safe} and --budget ${budgetFor(safe)}.`,
    follows: failsLike(refused, alwaysFail),
  };
};

/** Some genuine messages fail, whatever they contain. */
export const nowAndThen: Cause = ({ series, alwaysFail }) => {
  const failures = series.filter(isRefusedAtTimes);
  const [first] = failures;
  if (!first || !recovers(series)) return undefined;
  const status = statusOf(first);
  const what = status === undefined ? 'no response' : String(status);
  return {
    cause: 'fails-now-and-then',
    title: `Your receiver fails intermittently: ${failures.length} of ${series.length} genuine messages got ${what}, regardless of content.`,
    evidence: [
      `sent ${series.length} DID changes that differ only in the PBX, one after the other: ${failures.length} failed, the first with ${responseInWords(first)}`,
    ],
    fix: 'Look for these failures in its log. The cause may be a connection pool, a lock, a service that it calls, or a single bad instance behind a load balancer. Fix this first: it may cause other findings.',
    follows: failsLike(failures, alwaysFail),
  };
};

/** Genuine messages fail if others arrive at the same time. */
export const failsAtOnce: Cause = ({ probes, alwaysFail, printed }) => {
  const failures = probes.atOnce?.atOnce.filter(isServerError) ?? [];
  const [first] = failures;
  if (!probes.atOnce || !first) return undefined;
  const { inTurn, atOnce } = probes.atOnce;
  return {
    cause: 'fails-at-once',
    title: `Your receiver fails if messages arrive at the same time: ${inTurn.length} one after the other were all acknowledged; ${failures.length} of ${atOnce.length} at once got ${statusOf(first)}.`,
    evidence: [
      `sent ${inTurn.length} DID changes, one after the other: all were acknowledged`,
      `sent ${atOnce.length} others at once: ${failures.length} failed, the first with ${responseInWords(first)}`,
      ...saidInLog({ printed }),
    ],
    fix: 'Look in its log for the error. Often messages compete for a lock, a row or a file, or there are too few connections. Let each message wait for its turn instead of failing: in SQLite, set busy_timeout and begin a transaction that writes with BEGIN IMMEDIATE. YCM sends events as they happen, often many at once, and drops a message if its last retry fails.',
    follows: failsLike(failures, alwaysFail),
  };
};

/** The check exceeded the receiver's rate limit. No rule fails because of that, so findings with real damage come first. */
export const rateLimit: Cause = (facts) => (facts.limit?.status === 429 ? limitMet(facts) : undefined);

/** The same for a 503, which may have another cause. */
export const unavailableAtTimes: Cause = (facts) =>
  facts.limit?.status === 503 ? limitMet(facts) : undefined;

function limitMet({ limit, observer, results }: Facts): FoundCause | undefined {
  if (!limit) return undefined;
  const { status, retryAfterMs, reopenedMs, slowedTo, onlyLooks } = limit;
  const follows: Follows = ({ reasonCode }) =>
    reasonCode === 'rate-limited' || (reasonCode === 'out-of-time' && slowedTo !== undefined);
  if (!results.some(follows) && doesHarm(results)) return undefined;
  const isLimit = status === 429;
  const safe = safeRate(limit);
  return {
    cause: isLimit ? 'rate-limit' : 'unavailable',
    title: `Your ${onlyLooks ? 'observer' : 'receiver'}${isLimit ? `'s rate limit ${slowedTo === undefined ? 'ended' : 'slowed down'} this check` : ' is sometimes unavailable'}: it ${limitInWords(limit)}.`,
    evidence: [
      ...(retryAfterMs === undefined ? [] : [`it sent a Retry-After of ${Math.ceil(retryAfterMs / 1000)} s`]),
      ...(reopenedMs === undefined ? [] : [`it let the next request through after ${formatMs(reopenedMs)}`]),
      `${slowedInWords(limit)}${slowedTo === undefined ? '' : ' and resent the rejected requests; no rule failed because of this'}`,
    ],
    fix: `To check below the limit, use --rate ${safe} and --budget ${budgetFor(safe)}. ${onlyLooks && observer ? `While your receiver is checked, exclude ${flagOf(observer.option)} from the rate limit, or raise the limit. The webhook accepted every message.` : limitsWebhook(isLimit)}`,
    follows,
  };
}

function limitsWebhook(isLimit: boolean): string {
  const whatToExclude = isLimit
    ? 'In production, exclude'
    : 'Check the logs of your receiver and of any proxy in front of it. If one of them rate-limits requests, exclude';
  return `${whatToExclude} the webhook from the rate limit, or raise the limit: YCM sends events as they happen, often many at once, and drops a message if its last retry is rejected.`;
}

/** The requests of a whole check. */
const wholeCheck = 2000;

function budgetFor(perSecond: number): string {
  return `${Math.max(2, Math.ceil(wholeCheck / perSecond / 60))}m`;
}

const minuteMs = 60_000;

/** If the check didn't see the end of the limit, it assumes a window of at least a minute. */
function safeRate({ accepted, withinMs, retryAfterMs = 0, slowedTo }: RateLimit): number {
  const perSecond = accepted / (Math.max(minuteMs, withinMs + retryAfterMs) / 1000);
  return Math.max(1, Math.floor(slowedTo ?? 0.8 * perSecond));
}

/** Messages succeed again after a failure, so the receiver hasn't broken down for good. */
function recovers(series: readonly ProbeResponse[]): boolean {
  const first = series.findIndex(isRefusedAtTimes);
  return first >= 0 && series.slice(first).some(({ isAcknowledged }) => isAcknowledged);
}
