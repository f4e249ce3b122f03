import type { Report } from '../../schemas/generated/types.ts';
import { followsText, namedCauses } from '../../schemas/words/diagnosis-words.ts';
import { clip, oneLine } from '../../text/terminal/visible.ts';
import { behindPart } from '../behind.ts';
import { conclude } from '../conclusion.ts';
import type { OrderedFinding } from '../findings.ts';
import { flakyText } from '../flaky.ts';
import { notPassed } from '../not-passed.ts';
import type { Counting } from '../outcome.ts';
import { changeWord } from '../since-last.ts';

const maxFindings = 10;
const maxText = 400;
const maxIds = 30;

/** For a coding agent: only failures, in a fixed order, with one rerun line each. Text from the receiver is fenced. Pure. */
export function renderAgent(report: Report, counting: Counting): string {
  const { findings, explained, errors, inconclusive, skipped } = notPassed(report);
  const { sentence, counts, remarks } = conclude(report, counting);
  const rest = findings.slice(maxFindings).map(({ result }) => result.id);
  return `${[
    line(sentence),
    `${counts} (seed ${report.seed})`,
    ...remarks.map(line),
    ...causesOf(report),
    ...(explained.length === 0 ? [] : [`explained: ${ids(explained)}`]),
    ...findings.slice(0, maxFindings).flatMap(findingOf),
    ...(rest.length === 0 ? [] : ['', `also failed: ${ids(rest)}`]),
    ...behindOf(report),
    ...errors.flatMap(({ id, reason }) => ['', `internal error of hookswitch in ${id}: ${line(reason)}`]),
    ...(inconclusive.length === 0 ? [] : ['', 'no clear result:', ...fenced(inconclusive)]),
    ...(skipped.length === 0 ? [] : ['', ...skipped.map((text) => `not checked: ${line(text)}`)]),
  ].join('\n')}\n`;
}

/** What lies behind the causes, and in which order to fix it all. */
function behindOf(report: Report): string[] {
  const part = behindPart(report);
  if (!part) return [];
  const { heading, causes, findings, hidden, plan } = part;
  const steps = plan.map(
    ({ change, gain }, n) => `${n + 1}. ${line(change)}${gain === '' ? '' : ` (${line(gain)})`}`,
  );
  const shown = findings.filter(({ explainedBy }) => !explainedBy);
  const rest = shown.slice(maxFindings).map(({ result }) => result.id);
  return [
    ...['', line(heading)],
    ...(hidden === undefined ? [] : [line(hidden)]),
    ...causesOf(part.report, causes),
    ...shown.slice(0, maxFindings).flatMap(findingOf),
    ...(rest.length === 0 ? [] : ['', `also failed behind it: ${ids(rest)}`]),
    ...(steps.length === 0 ? [] : ['', 'fix in this order:', ...steps]),
  ];
}

function causesOf(report: Report, causes = namedCauses(report)): string[] {
  return causes.flatMap((cause) => [
    '',
    `${cause.label}: ${line(cause.title)}`,
    `fix: ${line(cause.fix)}`,
    `impact: ${line(followsText(cause, report.results))}`,
    ...fenced(cause.evidence),
  ]);
}

function findingOf({ result, finding, cause }: OrderedFinding): string[] {
  const { id, level, rerun, evidence } = result;
  const tags = [level, result.flaky && 'flaky', changeWord(result)].filter((tag) => tag !== undefined);
  const flaky = flakyText(result);
  return [
    '',
    `FAIL ${id} (${tags.join(', ')})`,
    ...(cause === undefined ? [] : [`fix first: ${cause}`]),
    `expected: ${line(finding.expected)}`,
    `fix: ${line(finding.fix)}`,
    ...(flaky === undefined ? [] : [`flaky: ${flaky}`]),
    ...fenced([`actual: ${finding.actual}`, ...(finding.steps ?? []), ...(evidence.notes ?? [])]),
    ...(rerun === undefined ? [] : [`rerun: ${oneLine(rerun)}`]),
  ];
}

const [open, close] = ['<untrusted-receiver-output>', '</untrusted-receiver-output>'];

/** Text that may come from the receiver. It can't close the fence, because closing tags in it are changed. */
function fenced(texts: readonly string[]): string[] {
  return [open, ...texts.map((text) => line(text).replaceAll(/<(\/?)(?=untrusted)/gi, '[$1')), close];
}

function line(text: string): string {
  return clip(oneLine(text), maxText);
}

function ids(all: readonly string[]): string {
  const rest = all.length - maxIds;
  return rest <= 0 ? all.join(', ') : `${all.slice(0, maxIds).join(', ')} and ${rest} more`;
}
