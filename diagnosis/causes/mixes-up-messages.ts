import type { ProbeResponse } from '../../runner/index.ts';
import { statusOf } from '../../simulator/index.ts';
import type { Cause, Follows } from '../cause.ts';
import { decisive, lacksAcknowledgement } from '../follows.ts';
import { isRefusedAsForged, responseInWords } from '../responses.ts';

/** The receiver keeps a message where another one can replace it, such as in a global variable, and then compares the wrong signature. */
export const mixesUpMessages: Cause = ({ probes }) => {
  const refused = probes.atOnce?.atOnce.filter(isRefusedAsForged) ?? [];
  const [first] = refused;
  if (!probes.atOnce || !first) return undefined;
  const { inTurn, atOnce, copies } = probes.atOnce;
  return {
    cause: 'mixes-up-messages',
    title: `Your receiver mixes up messages that arrive at the same time: ${inTurn.length} one after the other were all acknowledged; ${refused.length} of ${atOnce.length} at once got ${statusOf(first)}.`,
    evidence: [
      `sent ${inTurn.length} DID changes, one after the other: all were acknowledged`,
      `sent ${atOnce.length} others at once: ${refused.length} were rejected, the first with ${responseInWords(first)}`,
      ofCopies(copies),
    ],
    fix: 'Keep the body and the signature of a request in local variables, or in its request object. A global variable, or a field of a shared object, contains the values of another request by the time you compare them. Create a new HMAC object for each message: those of most languages, such as Mac in Java, must not be shared by threads.',
    follows: wasRefused,
  };
};

function ofCopies(copies: readonly ProbeResponse[]): string {
  const sent = `sent ${copies.length} copies of one DID change at once`;
  const refused = copies.filter(isRefusedAsForged).length;
  return refused === 0
    ? `${sent}, which can't be mixed up: none was rejected`
    : `${sent}: it rejected ${refused}, as if they shared one HMAC object`;
}

const wasRefused: Follows = (result) => {
  const attempt = decisive(result);
  if (!attempt) return lacksAcknowledgement(result);
  // Some rules send a genuine message in an unusual form, such as with another case of its header.
  const isGenuine = attempt.fault === undefined || result.severity === 'refuses-genuine';
  return isGenuine && isRefusedAsForged(attempt);
};
