import type { Report, RuleResult } from '../../../schemas/generated/types.ts';
import { followsText, type NamedCause, namedCauses } from '../../../schemas/words/diagnosis-words.ts';
import { verdictColors } from '../../../text/terminal/colors.ts';
import { oneLine, visible } from '../../../text/terminal/visible.ts';
import { wrap } from '../../../text/terminal/wrap.ts';
import { decidingAttempt } from '../../deciding-attempt.ts';
import { diagnosisVerdict } from '../../diagnosis.ts';
import { type FindingRow, findingRows } from '../../finding-rows.ts';
import { changeWord } from '../../since-last.ts';
import { halfText, outcomeOnWire, requestOnWire, type WireText } from '../../wire.ts';
import { marks } from '../../words.ts';
import { label, maxRowLength, type Row, rowLines, type TextStyle, widthOf } from './style.ts';

/** Additional information for a finding in its report. */
export interface FindingContext {
  /** What to fix first, and that it is the cause. */
  readonly first?: string | undefined;
  /** What the finding adds to the shared rerun command. */
  readonly adds?: string | undefined;
}

/** The causes, each as a block of lines. */
export function causeBlocks(report: Report, style: TextStyle): string[] {
  return namedCauses(report).map((cause) => causeBlock(cause, report, style));
}

/** One cause, as a block of lines. */
export function causeBlock(cause: NamedCause, report: Report, style: TextStyle): string {
  const verdict = diagnosisVerdict(report);
  const { colors, isVerbose } = style;
  const { heading, fix, evidence, explains } = cause;
  const rows: Row[] = [
    ['fix', fix],
    ...evidence.map((line, n): Row => [n === 0 ? 'evidence' : '', line]),
    [explains.length === 0 ? 'next' : 'impact', followsText(cause, report.results)],
    ...(isVerbose && explains.length > 0 ? [['', explains.join(', ')] as const] : []),
  ];
  const lines = [
    ...wrap(`${marks[verdict]} ${oneLine(heading)}`, widthOf(style)).map((line) =>
      colors.bold(verdictColors(colors)[verdict](line)),
    ),
    ...rows.flatMap((row) => rowLines(row, style)),
  ];
  return `${lines.join('\n')}\n`;
}

/** A failed result or internal error, as a block of lines. */
export function textFinding(result: RuleResult, style: TextStyle, context: FindingContext = {}): string {
  const { colors } = style;
  const paint = result.verdict === 'error' ? colors.magenta : colors.red;
  const lines = [
    `${paint(marks[result.verdict])} ${colors.bold(oneLine(result.id))}  ${colors.dim(levelOf(result))}`,
    ...wrap(oneLine(result.title), widthOf(style) - 2).map((line) => `  ${colors.dim(line)}`),
    ...rowsOf(result, context).flatMap((row) => linesOf(row, style)),
    ...(style.isVerbose ? exchange(result, style) : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** "must, new". */
function levelOf(result: RuleResult): string {
  const change = changeWord(result);
  return change === undefined ? result.level : `${result.level}, ${change}`;
}

/** Steps begin with a number: "1. ". */
const numberWidth = 3;

/** In full, or with what it adds to the shared command instead of its commands. */
function rowsOf(result: RuleResult, { first, adds }: FindingContext): FindingRow[] {
  const rows = findingRows(result, first);
  if (adds === undefined) return rows;
  return [...rows.filter(({ kind }) => kind !== 'command'), { label: 'rerun', kind: 'command', value: adds }];
}

function linesOf({ label: name, kind, value }: FindingRow, style: TextStyle): string[] {
  if (kind === 'command') return [`  ${label(name, style)}${visible(value)}`];
  if (kind !== 'lines') return rowLines([name, value], style);
  return value.split('\n').flatMap((line, n) => rowLines([n === 0 ? name : '', line], style, numberWidth));
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
