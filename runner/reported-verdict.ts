import type { RuleResult } from '../schemas/generated/types.ts';
import { needSentence } from '../schemas/need.ts';
import { inWords, type OptionWords } from '../text/words/option-words.ts';
import { factsForReport, reasonSentence } from './reason.ts';
import type { Verdict } from './verdict.ts';

type Reported = Pick<
  RuleResult,
  'verdict' | 'need' | 'reasonCode' | 'rule' | 'detail' | 'reason' | 'finding'
>;

/** A verdict for a report: its data, and a sentence in the front end's words. Pure. */
export function reportedVerdict(verdict: Verdict, words: OptionWords): Reported {
  if ('reasonCode' in verdict) {
    const { verdict: word, reasonCode } = verdict;
    const reason = inWords(reasonSentence(verdict), words);
    return { verdict: word, reasonCode, ...factsForReport(verdict), reason };
  }
  if ('need' in verdict) return { ...verdict, reason: inWords(needSentence(verdict.need), words) };
  // The rest is for the run.
  return verdict.verdict === 'fail' ? { verdict: 'fail', finding: verdict.finding } : verdict;
}
