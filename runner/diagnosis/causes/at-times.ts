import { count } from '../../../text/count.ts';
import { formatMs } from '../../../text/durations.ts';
import { onlyWith, option, sentence } from '../../../text/option-words.ts';
import { answerInWords, isFailure, statusOf } from '../answers.ts';
import type { Cause, FoundCause } from '../cause.ts';
import type { Answer, Facts } from '../facts.ts';
import { doesHarm, lacksAcknowledgement } from '../follows.ts';

/** Some genuine messages fail, whatever they contain. */
export const nowAndThen: Cause = ({ series, alwaysFail }) => {
  const failures = series.filter((answer) => isFailure(answer) && statusOf(answer) !== 429);
  const [first] = failures;
  if (!first || !recovers(series)) return undefined;
  const status = statusOf(first);
  const what = status === undefined ? 'no response' : String(status);
  return {
    cause: 'fails-now-and-then',
    title: `Your receiver fails now and then: ${failures.length} of ${series.length} genuine messages got ${what}, regardless of content.`,
    evidence: [
      `sent ${series.length} DID changes that differ in the PBX alone, one after the other: ${failures.length} failed, the first got ${answerInWords(first)}`,
    ],
    fix: 'Look at its log for these failures: a pool, a lock, a service behind it, or one of several instances. Fix this first, other findings may be its consequences.',
    follows: failsLike(alwaysFail),
  };
};

/** More than it allows per time. No rule noticed, so real damage comes first. */
export const rateLimit: Cause = ({ limit, results }) => {
  if (!limit) return undefined;
  const { accepted, withinMs, retryAfterMs, perSecond, slowedTo } = limit;
  const follows: FoundCause['follows'] = ({ because }) =>
    because === 'rate-limited' || (because === 'out-of-time' && slowedTo !== undefined);
  if (!results.some(follows) && doesHarm(results)) return undefined;
  const asked = retryAfterMs === undefined ? '' : `, with Retry-After: ${Math.ceil(retryAfterMs / 1000)}`;
  const safe = slowedTo ?? safeRate(perSecond);
  return {
    cause: 'rate-limit',
    title: `Your receiver limits the rate to about ${rateInWords(perSecond, withinMs + (retryAfterMs ?? 0) > aboutSecondMs)}.`,
    evidence: [
      `accepted ${count(accepted, 'request')} in ${formatMs(withinMs)}, then asked to come back later${asked}`,
      slowedTo === undefined
        ? 'that is longer than the check can wait: no more was sent'
        : `the check slowed down to ${rateInWords(slowedTo)} and sent again what was refused; no rule is blamed for it`,
    ],
    fix: sentence`Exclude the webhook from the rate limit, or raise the limit: YCM sends events as they come, many at once.${onlyWith('rate', sentence` To check below the limit, add ${option('rate', String(safe))} and ${option('budgetMs', budgetFor(safe))}.`)}`,
    follows,
  };
};

const aboutSecondMs = 2500;
/** The requests of a whole check. */
const wholeCheck = 2000;

function budgetFor(perSecond: number): string {
  return `${Math.max(2, Math.ceil(wholeCheck / perSecond / 60))}m`;
}

function safeRate(perSecond: number): number {
  return Math.max(1, Math.floor(0.8 * perSecond));
}

function rateInWords(perSecond: number, isAMinute = perSecond < 1): string {
  return isAMinute
    ? `${count(Math.round(60 * perSecond), 'request')} a minute`
    : `${count(Math.round(perSecond), 'request')} a second`;
}

/** Messages succeed again after a failure, so this isn't a permanent breakdown. */
function recovers(series: readonly Answer[]): boolean {
  const first = series.findIndex(isFailure);
  return first >= 0 && series.slice(first).some(({ isAcknowledged }) => isAcknowledged);
}

/** Rules that failed, but not every time, or were inconclusive because of it. */
function failsLike(alwaysFail: Facts['alwaysFail']): FoundCause['follows'] {
  return (result) => {
    if (alwaysFail.includes(result.id)) return false;
    const failures = result.evidence.attempts.filter(({ outcome }) =>
      outcome.kind === 'response' ? outcome.status >= 500 : outcome.kind !== 'cut',
    );
    return failures.length > 0 || result.flaky !== undefined || lacksAcknowledgement(result);
  };
}
