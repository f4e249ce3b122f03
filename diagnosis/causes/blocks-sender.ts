import { statusOf } from '../../simulator/index.ts';
import type { Cause } from '../cause.ts';
import { finalResponses } from '../final-responses.ts';
import { decisive, lacksAcknowledgement } from '../follows.ts';
import { isRefusedAsForged, responseInWords } from '../responses.ts';

/** The receiver worked before the rules ran. Since some message, it has rejected every genuine one as if it were forged. */
export const blocksSender: Cause = ({ genuine, series }) => {
  const last = series.at(-1);
  if (!last || !series.every(isRefusedAsForged)) return undefined;
  if (!finalResponses(genuine).every(({ isAcknowledged }) => isAcknowledged)) return undefined;
  return {
    cause: 'broke-down',
    title: `Your receiver stopped accepting messages during the check: since then, every genuine message gets ${statusOf(last)}.`,
    evidence: [
      'before the rules, it acknowledged every kind of message',
      `after them, ${series.length} of ${series.length} DID changes were rejected, the last with ${responseInWords(last)}`,
    ],
    fix: "It probably blocks the sender's address after some rejected messages. Don't: forgers and YCM may share an address, for example that of a proxy. Reject each forged message with a 401, and count no rejections by address. Before you run the check again, restart your receiver or lift the block.",
    follows: (result) => {
      const attempt = decisive(result);
      return lacksAcknowledgement(result) || (attempt !== undefined && isRefusedAsForged(attempt));
    },
  };
};
