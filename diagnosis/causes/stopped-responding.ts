import { isDead, type LastResponse } from '../../runner/index.ts';
import { formatMs } from '../../text/words/durations.ts';
import type { Cause, Follows, FoundCause } from '../cause.ts';
import type { Facts } from '../facts.ts';
import { finalResponses } from '../final-responses.ts';
import { decisive, lacksAcknowledgement } from '../follows.ts';
import { responseInWords } from '../responses.ts';

/** The number of timeouts for which genuine messages must get no response: three, but the last response may come during the first one. */
const minTimeouts = 2.5;

/** The receiver worked before the rules ran. Since some message, it has accepted connections without responding, at least to reports. */
export const stoppedResponding: Cause = (facts) => {
  const { lastResponse, lastReport } = facts;
  // Another message got a response after a report had got none.
  const isForReports = lastReport?.unanswered.some(({ atMs }) => atMs < (lastResponse?.atMs ?? 0));
  const forReports = isForReports ? stopped(facts, lastReport, ' to reports') : undefined;
  return forReports ?? stopped(facts, lastResponse, '');
};

function stopped(
  { genuine, pace, timeoutMs }: Facts,
  last: LastResponse | undefined,
  toWhat: '' | ' to reports',
): FoundCause | undefined {
  if (!last || last.breaksOff || !isDead(last, pace, timeoutMs)) return undefined;
  if (!finalResponses(genuine).every(({ isAcknowledged }) => isAcknowledged)) return undefined;
  const { atMs, silentUntilMs, unanswered, what, acknowledged, rejected } = last;
  const silentMs = silentUntilMs - atMs;
  const inTime = unanswered.filter(({ elapsedMs }) => elapsedMs >= timeoutMs);
  const ofGenuine = inTime.filter(({ isGenuine }) => isGenuine).length;
  if (silentMs < minTimeouts * timeoutMs) return undefined;
  return {
    cause: 'broke-down',
    title: `Your receiver stopped responding${toWhat} ${formatMs(atMs)} into the check: ${inTime.length} messages since then got no response.`,
    evidence: [
      `its last response${toWhat && ' to a report'}, to ${what}: ${responseInWords({ ...last, isAcknowledged: false })}`,
      toWhat
        ? `up to then, it acknowledged ${acknowledged} messages with reports`
        : `up to then, it acknowledged ${acknowledged} messages and rejected ${rejected} with a 4xx`,
      `in the ${formatMs(silentMs)} since then, ${inTime.length} messages got no response within ${formatMs(timeoutMs)}; ${ofGenuine} of them were genuine`,
    ],
    fix: "Find out what it is waiting for. Often a receiver takes a connection, a lock or a thread for each message, and doesn't release it when it rejects the message or finds a duplicate. Release it on every path, for example in a finally block.",
    follows: waited,
  };
}

export const waited: Follows = (result) => {
  const { verdict, reasonCode = '', evidence } = result;
  // Evidence may omit the attempt that decided.
  const deciding = decisive(result);
  const attempts = deciding ? [deciding] : evidence.attempts;
  const hasWaited = attempts.some(({ outcome }) => outcome.kind === 'timeout');
  if (verdict === 'fail' || hasWaited) return hasWaited;
  const hasNoTime = ['not-responding', 'out-of-time', 'did-not-catch-up', 'observer-failed'].includes(
    reasonCode,
  );
  return hasNoTime || lacksAcknowledgement(result);
};
