import type { Report } from '../../../schemas/generated/types.ts';
import { clip, oneLine } from '../../../text/terminal/visible.ts';
import { wrap } from '../../../text/terminal/wrap.ts';
import { type BehindPart, behindPart } from '../../behind.ts';
import { fixFirst, type OrderedFinding } from '../../findings.ts';
import { marks } from '../../words.ts';
import { causeBlock, textFinding } from './finding.ts';
import { type TextStyle, widthOf } from './style.ts';

const maxInFull = 5;

/** What lies behind the causes, and the plan, as blocks of lines. */
export function behindBlocks(report: Report, style: TextStyle): string[] {
  const part = behindPart(report);
  if (!part) return [];
  const { heading, causes, findings, hidden } = part;
  const shown = findings.filter(({ explainedBy }) => style.isVerbose || !explainedBy);
  const inFull = style.isVerbose ? shown : shown.slice(0, maxInFull);
  const { bold, dim } = style.colors;
  const width = widthOf(style);
  return [
    lines([
      ...wrap(oneLine(heading), width).map(bold),
      ...numbered(findings, style),
      ...(hidden === undefined ? [] : wrap(oneLine(hidden), width - 2).map((line) => `  ${dim(line)}`)),
    ]),
    ...causes.map((cause) => causeBlock(cause, part.report, style)),
    ...inFull.map((one) => textFinding(one.result, style, { first: fixFirst(one) })),
    ...planBlock(part, style),
  ];
}

/** A line per failed rule, the most harmful first. */
function numbered(findings: readonly OrderedFinding[], style: TextStyle): string[] {
  const { red, dim } = style.colors;
  return findings.map(({ result: { id, level }, finding }, n) => {
    const head = `${String(n + 1).padStart(3)} ${red(marks.fail)} ${oneLine(id)}`;
    const room = widthOf(style) - id.length - 8;
    const note = room < 20 ? level : `${level}: ${clip(oneLine(finding.actual), room - level.length - 2)}`;
    return `${head}  ${dim(note)}`;
  });
}

function planBlock({ plan }: BehindPart, style: TextStyle): string[] {
  if (plan.length === 0) return [];
  const steps = plan.flatMap(({ change, gain }, n) =>
    wrap(oneLine(gain === '' ? change : `${change} (${gain})`), widthOf(style) - 5).map(
      (line, at) => `${at === 0 ? `${String(n + 1).padStart(3)}. ` : '     '}${line}`,
    ),
  );
  return [lines([style.colors.bold('Fix in this order'), ...steps])];
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
