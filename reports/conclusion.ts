import type { Report } from '../schemas/generated/types.ts';
import { count } from '../text/count.ts';
import { describeAbsence } from './absence.ts';
import { baselineProblems } from './known.ts';
import type { VerdictWord } from './words.ts';

/** What a report comes to, in one line. */
export interface Conclusion {
  /** "2 of 49 judged rules are not met (1 must, 1 should)". */
  readonly headline: string;
  /** What else is to be known: "3 could not be judged". */
  readonly remarks: readonly string[];
  /** Both in one line. */
  readonly text: string;
  /** The verdict on the whole. */
  readonly verdict: Exclude<VerdictWord, 'skipped'>;
}

/** The one line that says how a check ended. Pure. */
export function conclude(report: Report): Conclusion {
  const { fail, error, inconclusive, pass } = report.summary;
  const headline = `${report.interrupted ? 'interrupted: ' : ''}${fail > 0 ? notMet(report) : allMet(pass)}`;
  const absence = describeAbsence(report);
  const remarks = [
    ...(inconclusive > 0 ? [`${inconclusive} could not be judged`] : []),
    ...(absence === undefined ? [] : [absence]),
    ...flakyRemarks(report),
    ...baselineRemarks(report),
    ...(error > 0 ? [`hookswitch itself went wrong in ${count(error, 'rule')}`] : []),
  ];
  return { headline, remarks, text: [headline, ...remarks].join('; '), verdict: verdictOf(report) };
}

function verdictOf(report: Report): Conclusion['verdict'] {
  const { summary, interrupted, results } = report;
  if (hasNewFailure(results) || baselineProblems(report).length > 0) return 'fail';
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

function hasNewFailure(results: Report['results']): boolean {
  return results.some(({ verdict, known }) => verdict === 'fail' && !known);
}

function flakyRemarks({ results }: Report): string[] {
  const flaky = results.filter((result) => result.flaky).length;
  return flaky === 0 ? [] : [`${flaky} flaky, since met when tried again`];
}

/** What the baseline accepts, and what is to be done about it. */
function baselineRemarks({ results, baseline }: Report): string[] {
  if (!baseline) return [];
  const known = results.filter((result) => result.known).length;
  const { stale, expired } = baseline;
  return [
    ...(known > 0 ? [`${known} known and accepted for now by the baseline`] : []),
    ...(expired.length > 0 ? [`accepted no longer: ${expired.join(', ')}`] : []),
    ...(stale.length > 0
      ? [`met now, so take out of the baseline (baseline update does): ${stale.join(', ')}`]
      : []),
  ];
}
