import type { Report, RuleResult } from '../schemas/generated/types.ts';
import { levels } from '../schemas/level.ts';
import { limitInWords, slowedInWords } from '../schemas/rate-limit-words.ts';
import { count } from '../text/count.ts';
import { describeAbsence } from './absence.ts';
import { baselineProblems } from './known.ts';
import { changeRemarks } from './since-last.ts';
import { shownVerdicts, type VerdictWord, verdicts } from './words.ts';

/** The result of a report, in one line. */
export interface Conclusion {
  /** "2 failed (1 must, 1 should), 3 inconclusive, 40 passed". */
  readonly headline: string;
  /** Facts that the counts don't show, such as that the receiver stopped listening. */
  readonly remarks: readonly string[];
  /** Both in one line. */
  readonly text: string;
  /** The overall verdict. */
  readonly verdict: Exclude<VerdictWord, 'skipped'>;
}

/** The conclusion of a check in one line. Pure. */
export function conclude(report: Report): Conclusion {
  // A diagnosed crash has its message and its last output.
  const absence = report.diagnosis?.cause === 'crash' ? undefined : describeAbsence(report);
  const headline = `${report.interrupted ? 'interrupted: ' : ''}${countsOf(report)}`;
  const remarks = [
    ...(absence === undefined ? [] : [absence]),
    ...rateRemarks(report),
    ...timeRemarks(report),
    ...report.results.flatMap(remarksOnLess),
    ...flakyRemarks(report),
    ...changeRemarks(report),
    ...baselineRemarks(report),
  ];
  return { headline, remarks, text: [headline, ...remarks].join('; '), verdict: verdictOf(report) };
}

function verdictOf(report: Report): Conclusion['verdict'] {
  const { summary, interrupted, results } = report;
  if (hasNewFailure(results) || baselineProblems(report).length > 0) return 'fail';
  if (summary.error > 0) return 'error';
  return summary.inconclusive > 0 || summary.pass === 0 || interrupted ? 'inconclusive' : 'pass';
}

function countsOf(report: Report): string {
  const counts = verdictCounts(report).map(({ text }) => text);
  const { pass, fail } = report.summary;
  return [...(pass + fail === 0 ? ['no rules were checked'] : []), ...counts].join(', ');
}

/** The number of results per verdict, in order of importance: "2 failed", "2 failed (1 must, 1 should)". */
export function verdictCounts(report: Report): { readonly verdict: VerdictWord; readonly text: string }[] {
  return verdicts.flatMap((verdict) => {
    const n = report.summary[verdict];
    return n === 0 ? [] : [{ verdict, text: countOf(verdict, n, report) }];
  });
}

function countOf(verdict: VerdictWord, n: number, { results }: Report): string {
  if (verdict === 'error') return count(n, 'internal error');
  const isMust = results.every((result) => result.verdict !== 'fail' || result.level === 'must');
  if (verdict !== 'fail' || isMust) return `${n} ${shownVerdicts[verdict]}`;
  const ofLevels = levels.flatMap((level) => {
    const failed = results.filter((result) => result.verdict === 'fail' && result.level === level).length;
    return failed === 0 ? [] : [`${failed} ${level}`];
  });
  return `${n} failed (${ofLevels.join(', ')})`;
}

function hasNewFailure(results: Report['results']): boolean {
  return results.some(({ verdict, known }) => verdict === 'fail' && !known);
}

/** A rate limit that the check met, unless the diagnosis names it. */
function rateRemarks({ rateLimit, diagnosis }: Report): string[] {
  if (!rateLimit || diagnosis?.title.includes(limitInWords(rateLimit))) return [];
  return [
    `your ${rateLimit.onlyLooks ? 'observer' : 'receiver'} ${limitInWords(rateLimit)}: ${slowedInWords(rateLimit)}`,
  ];
}

/** What was tried less than planned, for lack of time. */
function timeRemarks({ results, budgetMs }: Report): string[] {
  const unfinished = results.filter(({ because }) => because === 'out-of-time').length;
  const reduced = results.filter(
    ({ verdict, evidence }) => evidence.triedLess?.what === 'cases' && verdict !== 'inconclusive',
  ).length;
  const budget = budgetMs === undefined ? 'budget' : `budget of ${budgetMs / 1000} s`;
  // Each rule has its share, so this happens long before the budget ends.
  const share = reduced === 1 ? 'its share' : 'their shares';
  return [
    ...(unfinished === 0 ? [] : [`${count(unfinished, 'rule')} not finished within the ${budget}`]),
    ...(reduced === 0
      ? []
      : [`${count(reduced, 'rule')} checked with fewer cases, to stay within ${share} of the ${budget}`]),
  ];
}

/** A burst is smaller for a slow receiver or below a rate limit. A check waits less than YCM unless it is thorough. */
function remarksOnLess({ id, verdict, evidence: { triedLess } }: RuleResult): string[] {
  if (!triedLess || triedLess.what === 'cases' || verdict === 'inconclusive') return [];
  const { what, tried, planned } = triedLess;
  if (what !== 'seconds') return [`${id} sent ${tried} ${what} instead of ${planned}`];
  return verdict === 'pass' ? [`${id} waited ${tried} of the ${planned} s in which YCM may retry`] : [];
}

function flakyRemarks({ results }: Report): string[] {
  const flaky = results.filter((result) => result.flaky).length;
  return flaky === 0 ? [] : [`${flaky} flaky: passed on a second try`];
}

/** What the baseline accepts, and which of its entries need a change. */
function baselineRemarks({ results, baseline }: Report): string[] {
  if (!baseline) return [];
  const known = results.filter((result) => result.known).length;
  const { stale, expired } = baseline;
  return [
    ...(known > 0 ? [`${count(known, 'known failure')}, accepted by the baseline`] : []),
    ...(expired.length > 0 ? [`no longer accepted by the baseline: ${expired.join(', ')}`] : []),
    ...(stale.length > 0
      ? [`now passing; remove from the baseline (or run hookswitch baseline update): ${stale.join(', ')}`]
      : []),
  ];
}
