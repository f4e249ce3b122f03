import type { Report } from '../../schemas/generated/types.ts';
import { isNoteworthy, learnedInWords } from '../../schemas/words/learned-words.ts';
import { verdictColors } from '../../text/terminal/colors.ts';
import { clip, oneLine, visible } from '../../text/terminal/visible.ts';
import { wrap } from '../../text/terminal/wrap.ts';
import { conclude, verdictCounts } from '../conclusion.ts';
import { explainCommand } from '../explain-command.ts';
import { failureNotes, fixFirst, type OrderedFinding, orderFindings } from '../findings.ts';
import { type Counting, levelsInWords } from '../outcome.ts';
import { whatEachAdds } from '../rerun.ts';
import { tookInWords } from '../took.ts';
import { marks } from '../words.ts';
import { behindBlocks } from './text/behind.ts';
import { causeBlocks, textFinding } from './text/finding.ts';
import { notChecked } from './text/not-checked.ts';
import { type TextStyle, widthOf } from './text/style.ts';

const maxInFull = 10;

/** Which results count as failures, and how the text ends: "Exit 1." */
export interface TextCounting extends Counting {
  readonly exit?: string | undefined;
}

/**
 * A whole report as a check prints it: the outcome, the diagnosis, the findings, all failed rules, what was not checked, and the counts.
 * Pure.
 */
export function textReport(report: Report, style: TextStyle, counting: TextCounting = {}): string {
  const parts = [textOutcome(report, style, counting), textFindings(report, style)];
  return `${parts.join('')}${textSummary(report, style, counting)}`;
}

/** How the check ended, in one line, and what the levels of its failures mean. */
function textOutcome(report: Report, style: TextStyle, counting: TextCounting): string {
  const { sentence, verdict } = conclude(report, counting);
  const paint = verdictColors(style.colors)[verdict];
  const levels = style.isQuiet ? undefined : levelsInWords(report.results, counting.failOn);
  const exit = counting.exit === undefined ? '' : ` ${counting.exit}`;
  return [
    ...wrap(`${marks[verdict]} ${oneLine(sentence)}${exit}`, widthOf(style)).map((line) =>
      style.colors.bold(paint(line)),
    ),
    ...(levels === undefined ? [] : wrap(levels, widthOf(style)).map(style.colors.dim)),
    '',
  ].join('\n');
}

/** The diagnosis, then other findings, root causes first, then internal errors. Ends with a line break unless empty. */
export function textFindings(report: Report, style: TextStyle): string {
  const all = orderFindings(report);
  const findings = all.filter(({ explainedBy }) => style.isVerbose || !explainedBy);
  const inFull = style.isVerbose ? findings : findings.slice(0, maxInFull);
  const adds = whatEachAdds(findings.map(({ result }) => result));
  const errors = report.results.filter((result) => result.verdict === 'error');
  const blocks = [
    ...causeBlocks(report, style),
    ...inFull.map((one) =>
      textFinding(one.result, style, { first: fixFirst(one), adds: adds?.get(one.result.id) }),
    ),
    ...errors.map((result) => textFinding(result, style)),
    ...block(findings.slice(inFull.length).map((one) => shortFinding(one, style))),
    ...(style.isQuiet ? [] : block(failedRules(all, style))),
    ...(adds ? block(rerunOnce(findings, adds, style)) : []),
    ...behindBlocks(report, style),
  ];
  return blocks.map((text) => `\n${text}`).join('');
}

/** What was not checked, and the counts in one line. */
export function textSummary(report: Report, style: TextStyle, counting: Counting = {}): string {
  const { colors } = style;
  const { remarks, details, verdict } = conclude(report, counting);
  const learned =
    style.isVerbose || isNoteworthy(report.observer) ? learnedInWords(report.observer) : undefined;
  const counts = verdictCounts(report).map(({ verdict: word, text }) => verdictColors(colors)[word](text));
  const none = report.summary.pass + report.summary.fail === 0 ? ['no rules were checked'] : [];
  const interrupted = report.interrupted ? ['interrupted'] : [];
  const facts = `seed ${report.seed} · ${tookInWords(report)}`;
  const lines = [
    ...(style.isQuiet ? [] : notChecked(report, style)),
    ...(learned === undefined || style.isQuiet
      ? []
      : ['', ...wrap(oneLine(learned), widthOf(style)).map(colors.dim)]),
    '',
    ...[...remarks, ...(style.isVerbose ? details : [])].flatMap((remark) =>
      wrap(oneLine(remark), widthOf(style)),
    ),
    `${verdictColors(colors)[verdict](marks[verdict])} ${colors.bold([...interrupted, ...none, ...counts].join(' · '))}   ${colors.dim(facts)}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** The paths of the reports, except those on standard output. Pure. */
export function textWritten(
  targets: readonly { readonly format: string; readonly path: string }[],
): string[] {
  return targets
    .filter(({ path }) => path !== '-')
    .map(({ format, path }) => `Wrote ${visible(path)} (${format})`);
}

function block(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${lines.join('\n')}\n`];
}

/** A finding on one line. */
function shortFinding({ result, finding }: OrderedFinding, style: TextStyle): string {
  const { colors } = style;
  const room = widthOf(style) - result.id.length - 4;
  const actual = room < 20 ? '' : `  ${colors.dim(clip(oneLine(finding.actual), room))}`;
  return `${colors.red(marks.fail)} ${oneLine(result.id)}${actual}`;
}

/** A numbered line per failed rule. Omitted if there is only one, which its finding shows. */
function failedRules(findings: readonly OrderedFinding[], style: TextStyle): string[] {
  if (findings.length < 2) return [];
  const { colors } = style;
  const notes = failureNotes(findings);
  const idWidth = Math.max(...notes.map(({ id }) => id.length));
  const numberWidth = String(notes.length).length;
  return [
    colors.bold('Failed'),
    ...notes.map(({ id, note }, n) => {
      const head = `  ${String(n + 1).padStart(numberWidth)} ${colors.red(marks.fail)} ${oneLine(id).padEnd(idWidth)}  `;
      const room = Math.max(widthOf(style) - idWidth - numberWidth - 7, 6);
      return head + colors.dim(clip(note, room));
    }),
  ];
}

/** The shared command of all findings, as printed for the first one. */
function rerunOnce(
  findings: readonly OrderedFinding[],
  adds: ReadonlyMap<string, string>,
  style: TextStyle,
): string[] {
  const { bold } = style.colors;
  const first = findings.find(({ result }) => adds.has(result.id));
  if (!first) return [];
  const explain = explainCommand(first.result);
  return [
    ...wrap(
      `Rerun the first failed rule (for another, replace ${adds.get(first.result.id)})`,
      widthOf(style),
    ).map(bold),
    `  ${visible(first.result.rerun ?? '')}`,
    ...(explain === undefined ? [] : [bold('Explain it'), `  ${visible(explain)}`]),
  ];
}
