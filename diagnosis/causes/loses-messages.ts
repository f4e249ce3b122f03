import { isAcknowledged } from '../../simulator/index.ts';
import type { Cause, Follows } from '../cause.ts';
import { decisive } from '../follows.ts';

/** The receiver acknowledges messages that have no effect, whatever they contain. */
export const losesMessages: Cause = ({ probes }) => {
  const { inTurn, atOnce } = probes.missingEffects ?? {};
  if (!inTurn) return undefined;
  const { acknowledged, missing } = atOnce ?? inTurn;
  return {
    cause: 'loses-messages',
    title: `Your receiver loses messages ${atOnce ? 'that arrive at the same time' : 'now and then'}: ${missing} of ${acknowledged} that it acknowledged had no effect.`,
    evidence: [
      `sent DID changes about different PBXs, one after the other: ${effectsInWords(inTurn)}`,
      ...(atOnce ? [`sent others at once: ${effectsInWords(atOnce)}`] : []),
    ],
    fix: 'Look in its log for exceptions after the response, and for what messages share while they are processed: a global variable, a buffer that the next request overwrites, a file that is read and written back as a whole, a queue that drops messages. Copy what background work needs before you respond, and store the message first.',
    follows,
  };
};

function effectsInWords({ acknowledged, missing }: { acknowledged: number; missing: number }): string {
  return `${missing === 0 ? 'all' : `${acknowledged - missing}`} of ${acknowledged} had an effect`;
}

/** A rule that expects an acknowledgement fails after one only if the effect is missing. */
const follows: Follows = (result) => {
  const { verdict, severity, reasonCode = '' } = result;
  if (verdict !== 'fail') return ['no-effect-shown', 'out-of-time', 'did-not-catch-up'].includes(reasonCode);
  const attempt = decisive(result);
  return (
    severity === 'loses-messages' ||
    severity === 'applies-twice-or-stale' ||
    (severity === 'refuses-genuine' && attempt !== undefined && isAcknowledged(attempt.outcome))
  );
};
