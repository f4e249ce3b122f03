import type { RuleResult } from '../schemas/generated/types.ts';
import { needSentence } from '../schemas/need.ts';
import { inWords, type OptionWords } from '../text/option-words.ts';
import { becauseSentence, factsForReport } from './because.ts';
import type { Verdict } from './verdict.ts';

type Reported = Pick<RuleResult, 'verdict' | 'need' | 'because' | 'rule' | 'detail' | 'reason' | 'finding'>;

/** A verdict for a report: its data, and a sentence in the front end's words. Pure. */
export function reportedVerdict(verdict: Verdict, words: OptionWords): Reported {
  if ('because' in verdict) {
    const { verdict: word, because } = verdict;
    const reason = inWords(becauseSentence(verdict), words);
    return { verdict: word, because, ...factsForReport(verdict), reason };
  }
  if ('need' in verdict) return { ...verdict, reason: inWords(needSentence(verdict.need), words) };
  // The rest is for the run.
  return verdict.verdict === 'fail' ? { verdict: 'fail', finding: verdict.finding } : verdict;
}
