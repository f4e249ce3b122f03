import { formatMs } from '../../text/words/durations.ts';
import type { Cause, Follows } from '../cause.ts';
import { lacksAcknowledgement } from '../follows.ts';
import { responseInWords } from '../responses.ts';

/** The receiver serves one connection until it is closed, and every other client waits. */
export const idleConnection: Cause = ({ probes: { blockedByIdle } }) => {
  if (!blockedByIdle) return undefined;
  return {
    cause: 'idle-connection-blocks',
    title: 'Your receiver serves one connection at a time: an idle one blocks every other client.',
    evidence: blockedByIdle.map(
      ({ heldMs, answer }) =>
        `kept a connection open after a response, sent a message on a second one, and closed the first after ${formatMs(heldMs)}: ${responseInWords(answer)}`,
    ),
    fix: 'Serve connections concurrently: use a server with threads, workers or an event loop (in Python, ThreadingHTTPServer instead of HTTPServer). Or send Connection: close with every response.',
    follows: waited,
  };
};

const waited: Follows = (result) =>
  lacksAcknowledgement(result) ||
  result.flaky !== undefined ||
  result.evidence.attempts.some(({ outcome }) => outcome.kind === 'timeout');
