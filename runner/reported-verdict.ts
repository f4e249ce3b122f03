import type { RuleResult } from '../schemas/generated/types.ts';
import { needSentence } from '../schemas/need.ts';
import { factsForReport, reasonSentence } from './reason.ts';
import type { Verdict } from './verdict.ts';

type Reported = Pick<
  RuleResult,
  'verdict' | 'need' | 'reasonCode' | 'rule' | 'detail' | 'reason' | 'finding'
>;

/** A verdict for a report: its data, and a sentence. Pure. */
export function reportedVerdict(verdict: Verdict): Reported {
  if ('reasonCode' in verdict) {
    const { verdict: word, reasonCode } = verdict;
    const reason = reasonSentence(verdict);
    return { verdict: word, reasonCode, ...factsForReport(verdict), reason };
  }
  if ('need' in verdict) return { ...verdict, reason: needSentence(verdict.need) };
  // The rest is for the run.
  return verdict.verdict === 'fail' ? { verdict: 'fail', finding: verdict.finding } : verdict;
}
