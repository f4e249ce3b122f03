import type pc from 'picocolors';
import { followsText } from '../../schemas/diagnosis-words.ts';
import type { Report, RuleResult } from '../../schemas/generated/types.ts';
import { learnedInWords } from '../../schemas/learned-words.ts';
import { formatMs } from '../../text/durations.ts';
import type { OptionWords } from '../../text/option-words.ts';
import { clip, oneLine, visible } from '../../text/visible.ts';
import { wrap } from '../../text/wrap.ts';
import { caseText } from '../case-text.ts';
import { conclude, verdictCounts } from '../conclusion.ts';
import { decidingAttempt } from '../deciding-attempt.ts';
import { explainCommand } from '../explain-command.ts';
import { type OrderedFinding, orderFindings } from '../findings.ts';
import { flakyText } from '../flaky.ts';
import { groupInconclusive, groupSkipped, type UncheckedGroup } from '../unchecked.ts';
import { halfText, outcomeOnWire, requestOnWire, type WireText } from '../wire.ts';
import { marks, type VerdictWord } from '../words.ts';

/** How a text is shown. */
export interface TextStyle {
  /** picocolors' `createColors(false)` gives no escape codes. */
  readonly colors: ReturnType<typeof pc.createColors>;
  /** Characters of a line, default 100; a command is never broken. */
  readonly width?: number;
  /** How options are named, default as in the library. */
  readonly words?: OptionWords;
  /** Shows the exchange of a finding, and the id of every rule that was not checked. */
  readonly isVerbose?: boolean;
}

type Row = readonly [label: string, text: string];

const labelWidth = 10;
const defaultWidth = 100;
const fewIds = 3;
const maxRowLength = 1200;

/** The diagnosis, then every finding that does not follow from it, root causes first, then internal errors. Ends with a line break unless empty. */
export function textFindings(report: Report, style: TextStyle): string {
  const findings = orderFindings(report)
    .filter(({ isExplained }) => style.isVerbose || !isExplained)
    .map((finding) => textFinding(finding.result, style, finding.cause));
  const errors = report.results.filter((result) => result.verdict === 'error');
  return [...textDiagnosis(report, style), ...findings, ...errors.map((result) => textFinding(result, style))]
    .map((block) => `\n${block}`)
    .join('');
}

function textDiagnosis({ diagnosis }: Report, style: TextStyle): string[] {
  if (!diagnosis) return [];
  const { colors, isVerbose } = style;
  const { title, fix, evidence, explains } = diagnosis;
  const rows: Row[] = [
    ['fix', fix],
    ...evidence.map((line, n): Row => [n === 0 ? 'evidence' : '', line]),
    ['follows', followsText(diagnosis)],
    ...(isVerbose && explains.length > 0 ? [['', explains.join(', ')] as const] : []),
  ];
  const lines = [
    ...wrap(`${marks.fail} ${oneLine(title)}`, widthOf(style)).map((line) => colors.bold(colors.red(line))),
    ...rows.flatMap((row) => textRow(row, style)),
  ];
  return [`${lines.join('\n')}\n`];
}

/** One failed result, as a block of lines. `cause` is the rule to fix first. */
export function textFinding(result: RuleResult, style: TextStyle, cause?: OrderedFinding['cause']): string {
  const { colors } = style;
  const paint = result.verdict === 'error' ? colors.magenta : colors.red;
  const mark = marks[result.verdict];
  const lines = [
    `${paint(mark)} ${colors.bold(oneLine(result.id))}  ${colors.dim(result.level)}`,
    ...indent(wrap(oneLine(result.title), widthOf(style) - 2).map(colors.dim)),
    ...rowsOf(result, cause).flatMap((row) => textRow(row, style)),
    ...commandsOf(result).map(([name, command]) => `  ${label(name, style)}${visible(command)}`),
    ...(style.isVerbose ? exchange(result, style) : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** What was not checked, and last the counts in one line. */
export function textSummary(report: Report, style: TextStyle): string {
  const { colors } = style;
  const { remarks, verdict } = conclude(report);
  const learned = learnedInWords(report.observer);
  const counts = verdictCounts(report).map(({ verdict: word, text }) => painters(colors)[word](text));
  const none = report.summary.pass + report.summary.fail === 0 ? ['no rule was checked'] : [];
  const interrupted = report.interrupted ? ['interrupted'] : [];
  const facts = `seed ${report.seed} · ${formatMs(report.durationMs)}`;
  const lines = [
    ...notChecked([...groupInconclusive(report), ...groupSkipped(report, style.words)], style),
    ...(learned === undefined ? [] : ['', ...wrap(oneLine(learned), widthOf(style)).map(colors.dim)]),
    '',
    ...remarks.flatMap((remark) => wrap(oneLine(remark), widthOf(style))),
    `${painters(colors)[verdict](marks[verdict])} ${colors.bold([...interrupted, ...none, ...counts].join(' · '))}  ${colors.dim(facts)}`,
  ];
  return `${lines.join('\n')}\n`;
}

function rowsOf(result: RuleResult, cause: string | undefined): Row[] {
  const { finding, evidence } = result;
  const wrong = 'internal error in Hookswitch, not in the receiver';
  const rows: (Row | undefined)[] = [
    cause === undefined ? undefined : ['cause', `probably ${cause}: fix that first`],
    result.known && ['known', `accepted until ${result.known.expires}: ${result.known.reason}`],
    finding && ['expected', finding.expected],
    finding && ['actual', finding.actual],
    ...(finding?.steps ?? []).map((line, n): Row => [n === 0 ? 'steps' : '', line]),
    result.flaky && ['flaky', flakyText(result) ?? ''],
    finding ? undefined : ['reason', `${wrong}: ${result.reason ?? ''}`],
    evidence.counterexample === undefined ? undefined : ['case', caseText(evidence.counterexample)],
    ...(evidence.notes ?? []).map((note): Row => ['note', note]),
    finding && ['why', result.why],
    finding && ['fix', finding.fix],
  ];
  return rows.filter((row) => row !== undefined);
}

/** The command that runs the rule alone on the same cases, and the one that explains it. */
function commandsOf(result: RuleResult): Row[] {
  const { rerun } = result;
  const explain = explainCommand(result);
  return [
    ...(rerun === undefined ? [] : [['rerun', rerun] as const]),
    ...(explain === undefined ? [] : [['docs', explain] as const]),
  ];
}

function textRow([name, text]: Row, style: TextStyle): string[] {
  const shown = name === 'reason' ? visible(text) : oneLine(text);
  const lines = wrap(clip(shown, maxRowLength), widthOf(style) - labelWidth - 2);
  return lines.map((line, n) => `  ${n === 0 ? label(name, style) : ' '.repeat(labelWidth)}${line}`);
}

function exchange(result: RuleResult, style: TextStyle): string[] {
  const attempt = decidingAttempt(result);
  if (!attempt) return [];
  const { dim } = style.colors;
  const half = (wire: WireText, arrow: string) =>
    wrap(halfText(wire, maxRowLength), widthOf(style) - 6).map(
      (line) => `    ${dim(`${arrow} ${line}`.trimEnd())}`,
    );
  return [...half(requestOnWire(attempt.request), '>'), ...half(outcomeOnWire(attempt.outcome), '<')];
}

function notChecked(groups: readonly UncheckedGroup[], style: TextStyle): string[] {
  if (groups.length === 0) return [];
  const width = widthOf(style) - 4;
  const lines = groups.flatMap(({ text, ids }) => [
    ...indent(wrap(clip(text, maxRowLength), width)),
    ...(ids.length <= fewIds || style.isVerbose ? wrap(oneLine(ids.join(', ')), width) : []).map(
      (line) => `    ${style.colors.dim(line)}`,
    ),
  ]);
  return ['', style.colors.bold('Not checked'), ...lines];
}

function painters(colors: TextStyle['colors']): Record<VerdictWord, (text: string) => string> {
  return {
    pass: colors.green,
    fail: colors.red,
    inconclusive: colors.yellow,
    skipped: colors.dim,
    error: colors.magenta,
  };
}

function label(name: string, { colors }: TextStyle): string {
  return colors.dim(name.padEnd(labelWidth));
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function widthOf({ width = defaultWidth }: TextStyle): number {
  return Math.max(width, 40);
}
