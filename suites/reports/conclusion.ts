import type { Report } from '../../schemas/generated/types.ts';
import type { VerdictWord } from './words.ts';
import { count } from './words.ts';

/** What a report comes to, in one line. */
export interface Conclusion {
  /** "2 of 49 judged rules are not met (1 must, 1 should)". */
  readonly text: string;
  /** The verdict on the whole. */
  readonly verdict: Exclude<VerdictWord, 'skipped'>;
}

/** The one line that says how a check ended. Pure. */
export function conclude(report: Report): Conclusion {
  const { fail, error, inconclusive, pass } = report.summary;
  const parts = [
    fail > 0 ? notMet(report) : allMet(pass),
    ...(inconclusive > 0 ? [`${inconclusive} could not be judged`] : []),
    ...(error > 0 ? [`hookswitch itself went wrong in ${count(error, 'rule')}`] : []),
  ];
  return {
    text: `${report.interrupted ? 'interrupted: ' : ''}${parts.join('; ')}`,
    verdict: verdictOf(report),
  };
}

function verdictOf({ summary, interrupted }: Report): Conclusion['verdict'] {
  if (summary.fail > 0) return 'fail';
  if (summary.error > 0) return 'error';
  return summary.inconclusive > 0 || summary.pass === 0 || interrupted ? 'inconclusive' : 'pass';
}

function notMet({ summary, results }: Report): string {
  const levels = (['must', 'should', 'may'] as const).flatMap((level) => {
    const n = results.filter((result) => result.verdict === 'fail' && result.level === level).length;
    return n === 0 ? [] : [`${n} ${level}`];
  });
  const judged = summary.pass + summary.fail;
  const rules = `${summary.fail} of ${count(judged, 'judged rule')}`;
  return `${rules} ${summary.fail === 1 ? 'is' : 'are'} not met (${levels.join(', ')})`;
}

function allMet(judged: number): string {
  if (judged === 0) return 'no rule was judged';
  return judged === 1 ? 'the one judged rule is met' : `all ${judged} judged rules are met`;
}
