import type { Report, RuleResult } from '../schemas/generated/types.ts';
import { failsCheck, type Level, levels, rankOf } from '../schemas/level.ts';
import { mistakeBehind, namedCauses } from '../schemas/words/diagnosis-words.ts';
import { clip, oneLine } from '../text/terminal/visible.ts';
import { count } from '../text/words/count.ts';
import { baselineProblems } from './known.ts';
import type { VerdictWord } from './words.ts';

/** Which results make a check fail. */
export interface Counting {
  /** The least binding level whose failures count; default must. */
  readonly failOn?: Level | undefined;
  /** Whether a check passes although rules are inconclusive. */
  readonly allowInconclusive?: boolean | undefined;
}

/** How a check ended. */
export type CheckOutcome = 'interrupted' | 'internal-error' | 'failed' | 'inconclusive' | 'passed';

/**
 * The outcome as a whole, which decides the exit code and every headline. A check without a checked rule, or with an outdated baseline, never
 * passes. One that could not check a counting rule because of a mistake of the receiver fails, and so does one whose receiver crashed. An
 * inconclusive rule that doesn't count changes nothing. Pure.
 */
export function checkOutcomeOf(
  report: Report,
  { failOn = 'must', allowInconclusive }: Counting = {},
): CheckOutcome {
  const { summary, results, interrupted } = report;
  if (interrupted) return 'interrupted';
  if (summary.error > 0) return 'internal-error';
  const hasFailed = results.some((result) => failsCheck(result, failOn));
  if (hasFailed || baselineProblems(report).length > 0 || unshownMistake(report, failOn)) return 'failed';
  if (summary.pass + summary.fail === 0) return 'inconclusive';
  return openIn(report, failOn).length > 0 && !allowInconclusive ? 'inconclusive' : 'passed';
}

/** The inconclusive rules whose failure would count. */
function openIn({ results }: Report, failOn: Level): readonly RuleResult[] {
  return results.filter(
    ({ verdict, level }) => verdict === 'inconclusive' && rankOf(level) <= rankOf(failOn),
  );
}

/** A proven mistake of the receiver that no failed rule shows. */
function unshownMistake(report: Report, failOn: Level) {
  return mistakeIn(report, failOn) ?? unshownCrash(report);
}

/** A crash that no rule has failed because of, as when only a few rules were checked. */
function unshownCrash(report: Report) {
  const failed = new Set(report.results.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id));
  return namedCauses(report).find(
    ({ cause, explains }) => cause === 'crash' && !explains.some((id) => failed.has(id)),
  );
}

/** A proven mistake of the receiver, because of which a counting rule is inconclusive. */
function mistakeIn(report: Report, failOn: Level) {
  return mistakeBehind(report, openIn(report, failOn));
}

/** How a check ended that doesn't pass. */
export interface UnshownOutcome {
  readonly outcome: CheckOutcome;
  /** "CAN'T TELL: 3 rules inconclusive." */
  readonly sentence: string;
}

/** Why a check doesn't pass, if none of its rules or baseline entries shows that. For formats that are only lists of those. Pure. */
export function unshownOutcome(report: Report, counting: Counting = {}): UnshownOutcome | undefined {
  const { failOn = 'must' } = counting;
  const outcome = checkOutcomeOf(report, counting);
  const isShown =
    report.results.some((result) => result.verdict === 'error' || failsCheck(result, failOn)) ||
    baselineProblems(report).length > 0;
  if (outcome === 'passed' || isShown) return undefined;
  return { outcome, sentence: checkOutcomeInWords(report, counting) };
}

/** The mark and the color of an outcome. */
export const verdictOfOutcome: Record<CheckOutcome, Exclude<VerdictWord, 'skipped'>> = {
  interrupted: 'inconclusive',
  'internal-error': 'error',
  failed: 'fail',
  inconclusive: 'inconclusive',
  passed: 'pass',
};

/** The outcome in one sentence: "FAILED: 3 rules that a receiver must pass." Pure. */
export function checkOutcomeInWords(report: Report, counting: Counting = {}): string {
  return `${sentences[checkOutcomeOf(report, counting)](report, counting.failOn ?? 'must')}.`;
}

const sentences: Record<CheckOutcome, (report: Report, failOn: Level) => string> = {
  interrupted: ({ summary }) => `INTERRUPTED after ${count(checkedIn(summary), 'rule')}`,
  'internal-error': ({ summary }) => `INTERNAL ERROR in Hookswitch, in ${count(summary.error, 'rule')}`,
  failed: failedInWords,
  inconclusive: (report) => `CAN'T TELL: ${whyUnclear(report)}`,
  passed: passedInWords,
};

function checkedIn({ pass, fail, inconclusive }: Report['summary']): number {
  return pass + fail + inconclusive;
}

function failedInWords(report: Report, failOn: Level): string {
  const failed = report.results.filter((result) => failsCheck(result, failOn));
  const outdated = baselineProblems(report).length;
  const parts = [
    ...(failed.length > 0
      ? [`${count(failed.length, 'rule')} that a receiver ${levelsFrom(failOn).join(' or ')} pass`]
      : []),
    ...(outdated > 0 ? [`${count(outdated, 'outdated entry', 'outdated entries')} in the baseline`] : []),
  ];
  const mistake = parts.length === 0 ? unshownMistake(report, failOn) : undefined;
  if (mistake) parts.push(clip(reasonIn(mistake.title), maxReasonLength));
  return `FAILED: ${parts.join(', and ')}`;
}

function passedInWords({ summary, results }: Report, failOn: Level): string {
  const lesser = results.filter(({ verdict, known }) => verdict === 'fail' && !known).length;
  const known = results.filter((result) => result.known).length;
  const parts = [
    ...(lesser > 0 ? [`${count(lesser, 'failure')} below ${failOn}`] : []),
    ...(known > 0 ? [count(known, 'known failure')] : []),
    ...(summary.inconclusive > 0 ? [`${count(summary.inconclusive, 'rule')} inconclusive`] : []),
    ...(summary.skipped > 0 ? [`${count(summary.skipped, 'rule')} not checked`] : []),
  ];
  return ['PASSED', ...parts].join(', ');
}

const maxReasonLength = 160;

function whyUnclear({ diagnosis, summary }: Report): string {
  if (diagnosis) return clip(reasonIn(diagnosis.title), maxReasonLength);
  if (summary.pass + summary.fail === 0) return 'no rule could be checked';
  return `${count(summary.inconclusive, 'rule')} inconclusive`;
}

/** A title as part of a sentence. */
function reasonIn(title: string): string {
  const text = oneLine(title).replace(/\.$/, '');
  return /^Your? /.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** The levels whose failures count, the most binding first. */
function levelsFrom(failOn: Level): Level[] {
  return levels.filter((level) => rankOf(level) <= rankOf(failOn));
}

/** What the levels of failures mean, and which of them count; undefined without a failure. Pure. */
export function levelsInWords(
  results: readonly Pick<RuleResult, 'verdict'>[],
  failOn: Level = 'must',
): string | undefined {
  if (results.every(({ verdict }) => verdict !== 'fail')) return undefined;
  const counting = levelsFrom(failOn);
  const rest =
    counting.length === levels.length
      ? 'Every failure makes the check fail'
      : `Only ${counting.join(' and ')} ${counting.length === 1 ? 'makes' : 'make'} the check fail`;
  return `must: a receiver that fails it is wrong or unsafe; should: good receivers pass it; may: a bonus. ${rest}.`;
}
