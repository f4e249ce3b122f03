import { saidInLog } from '../../runner/index.ts';
import type { RuleResult } from '../../schemas/generated/types.ts';
import { count } from '../../text/words/count.ts';
import type { Cause } from '../cause.ts';
import { resultsWhere } from '../checked-rules.ts';
import { messageInWords } from '../message-in-words.ts';

/** After one message, it acknowledges messages and applies none. */
export const stoppedWorker: Cause = ({ probes, printed, rules, results }) => {
  if (!probes.stoppedWorker) return undefined;
  const atTheEnd = resultsWhere({ rules, results }, ({ isAboutTheRun }) => isAboutTheRun);
  const { last, first, by, tried } = probes.stoppedWorker;
  return {
    cause: 'broke-down',
    title: `Your receiver stops applying messages after ${by.what}, and still acknowledges them.`,
    evidence: [
      `the last message with an effect: ${last}`,
      `the first message without one: ${first}`,
      `restarted it, and sent ${count(tried, 'message')} of that moment again, one by one. The receiver stopped again after this message: ${messageInWords(by.message)}`,
      ...saidInLog({ printed }),
    ],
    fix: 'Catch the exceptions of each message in your worker or queue, put the message aside, and continue with the next one. YCM takes an acknowledged message for delivered and never sends it again, so everything after this message is lost.',
    follows: (result) => atTheEnd.includes(result) || missesEffects(result),
  };
};

const reasons: ReadonlySet<RuleResult['reasonCode']> = new Set([
  'did-not-catch-up',
  'out-of-time',
  'no-effect-shown',
  'observer-failed',
]);

function missesEffects({ reasonCode, severity, verdict }: RuleResult): boolean {
  return reasons.has(reasonCode) || (verdict === 'fail' && severity === 'loses-messages');
}
