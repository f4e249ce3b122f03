import { followsText } from '../../../schemas/diagnosis-words.ts';
import type { Report, RuleResult } from '../../../schemas/generated/types.ts';
import { oneLine, visible } from '../../../text/visible.ts';
import { wrap } from '../../../text/wrap.ts';
import { caseText } from '../../case-text.ts';
import { decidingAttempt } from '../../deciding-attempt.ts';
import { explainCommand } from '../../explain-command.ts';
import { flakyText } from '../../flaky.ts';
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

/** The root cause as a block of lines; empty without a diagnosis. */
export function diagnosisBlock({ diagnosis }: Report, style: TextStyle): string[] {
  if (!diagnosis) return [];
  const { colors, isVerbose } = style;
  const { title, fix, evidence, explains } = diagnosis;
  const rows: Row[] = [
    ['fix', fix],
    ...evidence.map((line, n): Row => [n === 0 ? 'evidence' : '', line]),
    [explains.length === 0 ? 'next' : 'impact', followsText(diagnosis)],
    ...(isVerbose && explains.length > 0 ? [['', explains.join(', ')] as const] : []),
  ];
  const lines = [
    ...wrap(`${marks.fail} ${oneLine(title)}`, widthOf(style)).map((line) => colors.bold(colors.red(line))),
    ...rows.flatMap((row) => rowLines(row, style)),
  ];
  return [`${lines.join('\n')}\n`];
}

/** A failed result or internal error, as a block of lines. */
export function textFinding(result: RuleResult, style: TextStyle, context: FindingContext = {}): string {
  const { colors } = style;
  const paint = result.verdict === 'error' ? colors.magenta : colors.red;
  const lines = [
    `${paint(marks[result.verdict])} ${colors.bold(oneLine(result.id))}  ${colors.dim(result.level)}`,
    ...wrap(oneLine(result.title), widthOf(style) - 2).map((line) => `  ${colors.dim(line)}`),
    ...rowsOf(result, context.first).flatMap((row) => rowLines(row, style)),
    ...commandsOf(result, context.adds).map(
      ([name, command]) => `  ${label(name, style)}${visible(command)}`,
    ),
    ...(style.isVerbose ? exchange(result, style) : []),
  ];
  return `${lines.join('\n')}\n`;
}

function rowsOf(result: RuleResult, first: string | undefined): Row[] {
  const { finding, evidence } = result;
  const wrong = 'internal error in Hookswitch, not in the receiver';
  const rows: (Row | undefined)[] = [
    first === undefined ? undefined : ['cause', first],
    result.known && ['known', `accepted until ${result.known.expires}: ${result.known.reason}`],
    finding && ['expected', finding.expected],
    finding && ['actual', finding.actual],
    result.flaky && ['flaky', flakyText(result) ?? ''],
    finding ? undefined : ['reason', `${wrong}: ${result.reason ?? ''}`],
    finding && ['why', result.why],
    finding && ['fix', finding.fix],
    ...(finding?.steps ?? []).map((line, n): Row => [n === 0 ? 'steps' : '', line]),
    evidence.counterexample === undefined ? undefined : ['case', caseText(evidence.counterexample)],
    ...(evidence.notes ?? []).map((note): Row => ['note', note]),
  ];
  return rows.filter((row) => row !== undefined);
}

/** The command that runs the rule with the same cases, and the one that explains it; or what it adds to the shared command. */
function commandsOf(result: RuleResult, adds: string | undefined): Row[] {
  const { rerun } = result;
  if (adds !== undefined) return [['rerun', adds]];
  const explain = explainCommand(result);
  return [
    ...(rerun === undefined ? [] : [['rerun', rerun] as const]),
    ...(explain === undefined ? [] : [['docs', explain] as const]),
  ];
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
