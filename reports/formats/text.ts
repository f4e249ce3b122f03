import type { Report } from '../../schemas/generated/types.ts';
import { oneLine, visible } from '../../text/terminal/visible.ts';
import { wrap } from '../../text/terminal/wrap.ts';
import type { ModelOptions } from '../blocks.ts';
import { blocksIn, modelOf, type ReportModel } from '../model.ts';
import { type SharedRerun, sharedRerun } from '../rerun.ts';
import { marks } from '../words.ts';
import { lines, textBlock, toneColor } from './text/block.ts';
import { behind, listed, listText } from './text/list.ts';
import { notChecked } from './text/not-checked.ts';
import { type TextStyle, widthOf } from './text/style.ts';

const maxInFull = 10;

/** Which results count as failures, and how the text ends: "Exit 1." */
export interface TextCounting extends ModelOptions {
  readonly exit?: string | undefined;
}

/** A whole report as a check prints it. Pure. */
export function textReport(report: Report, style: TextStyle, counting: TextCounting = {}): string {
  const model = modelOf(report, counting);
  return `${outcome(model, style, counting.exit)}${findings(model, style)}${ending(model, style)}`;
}

/** The causes and findings, root causes first, then internal errors. Ends with a line break unless empty. */
export function textFindings(report: Report, style: TextStyle): string {
  return findings(modelOf(report), style);
}

/** What was not checked, and the counts in one line. */
export function textSummary(report: Report, style: TextStyle, counting: ModelOptions = {}): string {
  return ending(modelOf(report, counting), style);
}

/** How the check ended, in one line, and what the levels of its failures mean. */
function outcome({ verdict, sentence, levels }: ReportModel, style: TextStyle, exit = ''): string {
  const { bold, dim } = style.colors;
  const shown = `${marks[verdict]} ${oneLine(sentence)} ${exit}`.trimEnd();
  const meaning = style.isQuiet || levels === undefined ? [] : wrap(levels, widthOf(style)).map(dim);
  return lines([
    ...wrap(shown, widthOf(style)).map((line) => bold(toneColor(verdict, style)(line))),
    ...meaning,
  ]);
}

function findings(model: ReportModel, style: TextStyle): string {
  const all = blocksIn(model, 'failed', 'known');
  const shown = all.filter(({ isExplained }) => style.isVerbose || !isExplained);
  const inFull = style.isVerbose ? shown : shown.slice(0, maxInFull);
  const rerun = sharedRerun(shown);
  const texts = [
    ...blocksIn(model, 'causes').map((block) => textBlock(block, style)),
    ...inFull.map((block) => textBlock(block, style, rerun?.adds.get(block.label))),
    ...blocksIn(model, 'errors').map((block) => textBlock(block, style)),
    lines(shown.slice(inFull.length).map((block) => listed(block, style, block.brief))),
    style.isQuiet || all.length < 2 ? '' : listText('Failed', all, style),
    rerun ? rerunOnce(rerun, style) : '',
    ...behind(model, style),
  ];
  return texts.flatMap((text) => (text === '' ? [] : `\n${text}`)).join('');
}

/** The command that all findings share, as printed for the first one. */
function rerunOnce({ replaced, command, explain }: SharedRerun, style: TextStyle): string {
  const title = `Rerun the first failed rule (for another, replace ${replaced})`;
  const { bold } = style.colors;
  return lines([
    ...wrap(title, widthOf(style)).map(bold),
    `  ${visible(command)}`,
    ...(explain === undefined ? [] : [bold('Explain it'), `  ${visible(explain)}`]),
  ]);
}

function ending(model: ReportModel, style: TextStyle): string {
  const { remarks, details, verdict, counted, facts, learned, isNoteworthy } = model;
  const { bold, dim } = style.colors;
  const width = widthOf(style);
  const isShown = learned !== undefined && !style.isQuiet && (style.isVerbose || isNoteworthy);
  const parts = counted.map((one) => toneColor(one.verdict, style)(one.text));
  return lines([
    ...(style.isQuiet ? [] : notChecked(model, style)),
    ...(isShown ? ['', ...wrap(oneLine(learned), width).map(dim)] : []),
    '',
    ...[...remarks, ...(style.isVerbose ? details : [])].flatMap((remark) => wrap(oneLine(remark), width)),
    `${toneColor(verdict, style)(marks[verdict])} ${bold(parts.join(' · '))}   ${dim(`seed ${facts.seed} · ${facts.took}`)}`,
  ]);
}
