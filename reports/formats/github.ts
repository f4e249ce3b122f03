import type { Report, RuleResult } from '../../schemas/generated/types.ts';
import { failsCheck } from '../../schemas/level.ts';
import { namedCauses } from '../../schemas/words/diagnosis-words.ts';
import { clip, oneLine } from '../../text/terminal/visible.ts';
import { count } from '../../text/words/count.ts';
import { behindPart } from '../behind.ts';
import { diagnosisLines } from '../diagnosis.ts';
import { orderFindings } from '../findings.ts';
import { baselineProblems } from '../known.ts';
import { type Counting, unshownOutcome } from '../outcome.ts';
import { plainMessage } from '../plain-finding.ts';
import { changeRemarks, changeWord } from '../since-last.ts';
import { groupInconclusive } from '../unchecked.ts';

/** GitHub shows this many annotations of each kind per step, and silently drops the rest. */
const maxOfEachKind = 10;
const maxTitleLength = 200;
const maxMessageLength = 4000;

type Kind = 'error' | 'warning' | 'notice';

interface Annotation {
  readonly title: string;
  /** Lines. */
  readonly message: readonly string[];
}

/**
 * Annotations of a GitHub Actions step, as commands to its runner: an error for each failure that fails the check, a warning for lesser
 * ones, a notice for known ones. A check that doesn't pass has at least one error. Print it on either stream.
 */
export function renderGithub(report: Report, counting: Counting = {}): string {
  const { failOn = 'must' } = counting;
  const findings = orderFindings(report).filter(({ result, explainedBy }) => !result.known && !explainedBy);
  const errors = findings.filter(({ result }) => failsCheck(result, failOn)).map(annotationOf);
  const warnings = findings.filter(({ result }) => !failsCheck(result, failOn)).map(annotationOf);
  return [
    ...commands('error', [
      ...outcomeOf(report, counting),
      ...causesOf(report),
      ...errors,
      ...ownMistakes(report),
      ...problemsOf(report),
    ]),
    ...commands('warning', [...warnings, ...groupInconclusive(report).map(({ text }) => unchecked(text))]),
    ...commands('notice', [...behindOf(report), ...knownOf(report), ...changesOf(report)]),
  ].join('');
}

function annotationOf({ result, finding, cause }: ReturnType<typeof orderFindings>[number]): Annotation {
  return {
    title: `${result.id} (${tagsOf(result).join(', ')})`,
    message: [
      ...(cause === undefined ? [] : [`Probably caused by ${cause}. Fix that first.`]),
      `Expected: ${finding.expected}`,
      `Actual: ${finding.actual}`,
      `Fix: ${finding.fix}`,
      ...(result.rerun === undefined ? [] : [`Rerun: ${result.rerun}`]),
    ],
  };
}

function tagsOf(result: RuleResult): string[] {
  return [result.level, result.flaky && 'flaky', changeWord(result)].filter((tag) => tag !== undefined);
}

/** The causes, which stand for their consequences. */
function causesOf(report: Report): Annotation[] {
  return namedCauses(report).map((cause) => ({
    title: cause.heading,
    message: diagnosisLines(cause, report.results),
  }));
}

/** What lies behind the causes doesn't fail the check by itself, so it's one notice, with the plan. */
function behindOf(report: Report): Annotation[] {
  const part = behindPart(report);
  if (!part) return [];
  const { heading, causes, findings, hidden, plan } = part;
  return [
    {
      title: heading,
      message: [
        ...causes.map(({ title }) => title),
        ...findings.map(({ result: { id }, finding }, n) => `${n + 1}. ${id}: ${finding.actual}`),
        ...(hidden === undefined ? [] : [hidden]),
        ...(plan.length === 0 ? [] : ['Fix in this order:']),
        ...plan.map(({ change, gain }, n) => `${n + 1}. ${change}${gain === '' ? '' : ` (${gain})`}`),
      ],
    },
  ];
}

/** The check itself, if no other annotation shows that it doesn't pass. */
function outcomeOf(report: Report, counting: Counting): Annotation[] {
  const unshown = unshownOutcome(report, counting);
  return unshown ? [{ title: 'The check does not pass', message: [unshown.sentence] }] : [];
}

function ownMistakes({ results }: Report): Annotation[] {
  return results
    .filter(({ verdict }) => verdict === 'error')
    .map((result) => ({ title: result.id, message: [plainMessage(result)] }));
}

function problemsOf(report: Report): Annotation[] {
  return baselineProblems(report).map(({ id, text }) => ({ title: `${id} (baseline)`, message: [text] }));
}

function unchecked(text: string): Annotation {
  return { title: 'inconclusive', message: [text] };
}

function knownOf({ results }: Report): Annotation[] {
  const ids = results.filter(({ known }) => known).map(({ id }) => id);
  if (ids.length === 0) return [];
  return [{ title: count(ids.length, 'known failure'), message: [`accepted for now: ${ids.join(', ')}`] }];
}

function changesOf(report: Report): Annotation[] {
  const message = changeRemarks(report);
  return message.length === 0 ? [] : [{ title: 'since the last check', message }];
}

function commands(kind: Kind, all: readonly Annotation[]): string[] {
  const left = all.length - (maxOfEachKind - 1);
  const shown = all.length <= maxOfEachKind ? all : [...all.slice(0, maxOfEachKind - 1), leftOut(left)];
  return shown.map(({ title, message }) => command(kind, title, message));
}

function leftOut(n: number): Annotation {
  return {
    title: `${n} more`,
    message: [
      `GitHub shows ${maxOfEachKind} annotations of each kind per step. Other reports, such as html=report.html, contain them all.`,
    ],
  };
}

function command(kind: Kind, title: string, message: readonly string[]): string {
  const lines = clip(message.map(oneLine).join('\n'), maxMessageLength);
  return `::${kind} title=${property(clip(oneLine(title), maxTitleLength))}::${data(lines)}\n`;
}

/** Escapes the message after the second `::`, like `@actions/core`. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** Escapes a property, like `@actions/core`. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
