import { answerInWords, headerOf, isFailure, statusOf } from '../answers.ts';
import type { Cause, FoundCause } from '../cause.ts';
import type { Answer, Facts } from '../facts.ts';
import { decisive, lacksAcknowledgement } from '../follows.ts';

/** The receiver's process ended by itself. */
export const crash: Cause = ({ crashes, results }) => {
  const [first] = crashes;
  if (!first) return undefined;
  const known = crashes.find(({ by }) => by) ?? first;
  const [how = '', ...printed] = known.end.split('\n');
  const gone = results.filter(({ because }) => because === 'receiver-gone').length;
  return {
    cause: 'crash',
    title: known.by ? `Your receiver crashes on ${known.by.what}.` : 'Your receiver crashes.',
    evidence: [
      ...(known.by ? [`sent ${known.by.what}: ${known.by.body}`] : []),
      `the process ended ${how}`,
      ...printed
        .filter((line) => line.trim() !== '')
        .slice(-lastLines)
        .map((line) => `  ${line}`),
      ...(crashes.length > 1 ? [`it crashed ${crashes.length} times`] : []),
      ...(gone > 0
        ? [`${gone} rules were not checked: it was not started again`]
        : ['it was started again, and the other rules were checked']),
    ],
    fix: 'Catch the exception for one message, so that it does not end the process: respond with a 4xx to what you cannot read, and keep serving.',
    follows: (result) => {
      const outcome = decisive(result)?.outcome;
      return result.because === 'receiver-gone' || outcome?.kind === 'connection-failed';
    },
  };
};

const lastLines = 8;

/** Some genuine messages fail, whatever they say. */
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

/** More than it allows in a time. */
export const rateLimit: Cause = ({ series, alwaysFail, results }) => {
  const limited = series.find((answer) => statusOf(answer) === 429);
  const before = limited ? series.indexOf(limited) : 0;
  if (!limited && !results.some(isLimited(alwaysFail))) return undefined;
  const retryAfter = limited && headerOf(limited, 'retry-after');
  return {
    cause: 'rate-limit',
    title: 'Your receiver limits the rate: it responds with 429 to genuine messages.',
    evidence: [
      ...(limited
        ? [`sent DID changes one after the other: after ${before} it gave ${answerInWords(limited)}`]
        : []),
      ...(retryAfter === undefined ? [] : [`it asks to wait: Retry-After: ${retryAfter}`]),
      ...results
        .filter(isLimited(alwaysFail))
        .slice(0, 3)
        .map(({ id }) => `${id} met the limit`),
    ],
    fix: 'Exclude the webhook from the rate limit, or raise the limit: YCM sends events as they come. Or check it at a lower rate.',
    follows: (result) => isLimited(alwaysFail)(result) || lacksAcknowledgement(result),
  };
};

/** A limit that was not met again: what is refused each time is refused for what it is. */
const isLimited =
  (alwaysFail: readonly string[]): FoundCause['follows'] =>
  (result) => {
    const outcome = decisive(result)?.outcome;
    return outcome?.kind === 'response' && outcome.status === 429 && !alwaysFail.includes(result.id);
  };

/** It goes well again after a failure: what fails from some moment on is no bad luck. */
function recovers(series: readonly Answer[]): boolean {
  const first = series.findIndex(isFailure);
  return first >= 0 && series.slice(first).some(({ isAcknowledged }) => isAcknowledged);
}

/** What failed, and not each time; or could not be checked because of it. */
function failsLike(alwaysFail: Facts['alwaysFail']): FoundCause['follows'] {
  return (result) => {
    if (alwaysFail.includes(result.id)) return false;
    const failures = result.evidence.attempts.filter(({ outcome }) =>
      outcome.kind === 'response' ? outcome.status >= 500 : outcome.kind !== 'cut',
    );
    return failures.length > 0 || result.flaky !== undefined || lacksAcknowledgement(result);
  };
}
