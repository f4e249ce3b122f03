import { connectionRefused } from '../schemas/connection-refused.ts';
import type { Report, RuleResult } from '../schemas/generated/types.ts';
import { levels } from '../schemas/level.ts';
import { limitInWords, slowedInWords } from '../schemas/words/rate-limit-words.ts';
import { count } from '../text/words/count.ts';
import { formatMs } from '../text/words/durations.ts';
import { baselineProblems } from './known.ts';
import {
  type CheckOutcome,
  type Counting,
  checkOutcomeInWords,
  checkOutcomeOf,
  verdictOfOutcome,
} from './outcome.ts';
import { changeRemarks } from './since-last.ts';
import { shownVerdicts, type VerdictWord, verdicts } from './words.ts';

/** The result of a report, in words. */
export interface Conclusion {
  readonly outcome: CheckOutcome;
  /** "FAILED: 2 rules that a receiver must pass." */
  readonly sentence: string;
  /** "2 failed (1 must, 1 should), 3 inconclusive, 40 passed", and its parts. */
  readonly counts: string;
  readonly counted: readonly VerdictCount[];
  /** Facts that the counts don't show, such as that the receiver stopped listening. */
  readonly remarks: readonly string[];
  /** What was tried less than planned. The reader doesn't need to do anything about it. */
  readonly details: readonly string[];
  /** The overall verdict. */
  readonly verdict: Exclude<VerdictWord, 'skipped'>;
}

/** The conclusion of a check. Pure. */
export function conclude(report: Report, counting: Counting = {}): Conclusion {
  // A diagnosed crash has its message and its last output.
  const absence = report.diagnosis?.cause === 'crash' ? undefined : describeAbsence(report);
  const remarks = [
    ...changeRemarks(report),
    ...(absence === undefined ? [] : [absence]),
    ...rateRemarks(report),
    ...unfinishedRemarks(report),
    ...baselineRemarks(report),
  ];
  const outcome = checkOutcomeOf(report, counting);
  const counted = verdictCounts(report);
  return {
    outcome,
    sentence: checkOutcomeInWords(report, counting),
    ...{ counted, counts: counted.map(({ text }) => text).join(', ') },
    remarks,
    details: [...reducedRemarks(report), ...report.results.flatMap(remarksOnLess)],
    verdict: verdictOfOutcome[outcome],
  };
}

/** A number of results, and how it's marked. */
export interface VerdictCount {
  readonly verdict: VerdictWord;
  readonly text: string;
}

/**
 * The number of results per verdict, in order of importance: "2 failed", "2 failed (1 must, 1 should)". Outdated entries of the baseline
 * come first, since they fail the check even if every rule passes.
 */
function verdictCounts(report: Report): VerdictCount[] {
  const outdated = baselineProblems(report).length;
  const ofBaseline: VerdictCount = {
    verdict: 'fail',
    text: count(outdated, 'outdated baseline entry', 'outdated baseline entries'),
  };
  const ofRules = verdicts.flatMap((verdict) => {
    const n = report.summary[verdict];
    return n === 0 ? [] : [{ verdict, text: countOf(verdict, n, report) }];
  });
  const { pass, fail } = report.summary;
  const unclear = [
    ...(report.interrupted ? ['interrupted'] : []),
    ...(pass + fail === 0 ? ['no rules were checked'] : []),
  ].map((text): VerdictCount => ({ verdict: 'inconclusive', text }));
  return [...unclear, ...(outdated === 0 ? [] : [ofBaseline]), ...ofRules];
}

function countOf(verdict: VerdictWord, n: number, { results }: Report): string {
  if (verdict === 'error') return count(n, 'internal error');
  if (verdict !== 'fail') return `${n} ${shownVerdicts[verdict]}`;
  const failed = results.filter((result) => result.verdict === 'fail');
  const ofLevels = levels.flatMap((level) => {
    const ofLevel = failed.filter((result) => result.level === level).length;
    return ofLevel === 0 ? [] : [`${ofLevel} ${level}`];
  });
  const flaky = failed.filter((result) => result.flaky).length;
  const known = failed.filter((result) => result.known).length;
  const isMust = failed.every(({ level }) => level === 'must');
  const facts = [
    ...(isMust ? [] : ofLevels),
    ...(flaky === 0 ? [] : [`${flaky} flaky`]),
    ...(known === 0 ? [] : [`${known} known`]),
  ];
  return `${n} failed${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`;
}

/** A rate limit that the check met, unless the diagnosis names it. */
function rateRemarks({ rateLimit, diagnosis }: Report): string[] {
  if (!rateLimit || diagnosis?.title.includes(limitInWords(rateLimit))) return [];
  return [
    `your ${rateLimit.onlyLooks ? 'observer' : 'receiver'} ${limitInWords(rateLimit)}: ${slowedInWords(rateLimit)}`,
  ];
}

function unfinishedRemarks({ results, budgetMs }: Report): string[] {
  const unfinished = results.filter(({ reasonCode }) => reasonCode === 'out-of-time').length;
  return unfinished === 0
    ? []
    : [`${count(unfinished, 'rule')} not finished within the ${budgetName(budgetMs)}`];
}

function reducedRemarks({ results, budgetMs, rateLimit }: Report): string[] {
  const reduced = results.filter(
    ({ verdict, evidence }) => evidence.triedLess?.what === 'cases' && verdict !== 'inconclusive',
  ).length;
  if (reduced === 0) return [];
  const fewer = `${count(reduced, 'rule')} checked with fewer cases`;
  if (rateLimit) return [`${fewer}, because of the rate limit`];
  // Each rule has its share, so this happens long before the budget ends.
  const share = `${reduced === 1 ? 'its share' : 'their shares'} of the ${budgetName(budgetMs)}`;
  return [`${fewer}, to stay within ${share}; a longer --budget tries more`];
}

function budgetName(budgetMs: number | undefined): string {
  return budgetMs === undefined ? 'budget' : `budget of ${budgetMs / 1000} s`;
}

/** A burst is smaller for a slow receiver or below a rate limit. A check waits less than YCM unless it is thorough. */
function remarksOnLess({ id, verdict, evidence: { triedLess } }: RuleResult): string[] {
  if (!triedLess || triedLess.what === 'cases' || verdict === 'inconclusive') return [];
  const { what, tried, planned } = triedLess;
  if (what !== 'seconds') return [`${id} sent ${tried} ${what} instead of ${planned}`];
  return verdict === 'pass' ? [`${id} waited ${tried} of the ${planned} s in which YCM may retry`] : [];
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

/** Whether and when the receiver stopped listening, and the last rule that sent to it, to find the place in its log. */
function describeAbsence(report: Report): string | undefined {
  const attempts = report.results
    .flatMap(({ id, evidence }) => evidence.attempts.map((attempt) => ({ id, ...attempt })))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const at = attempts.findIndex(({ outcome }) => connectionRefused(outcome));
  const first = attempts[at];
  if (!first) return undefined;
  const after = formatMs(Date.parse(first.at) - Date.parse(report.startedAt));
  const before = attempts[at - 1];
  const last = before ? `; ${before.id} sent the last message before that` : '';
  return `the receiver stopped listening ${after} into the check${last}`;
}

/** How long a check took; in simulated time, both durations. */
export function tookInWords({ durationMs, simulatedMs }: Report): string {
  const took = formatMs(durationMs);
  return simulatedMs === undefined ? took : `${took} (${formatMs(simulatedMs)} simulated)`;
}
