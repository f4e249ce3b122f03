import { clip, oneLine } from '../../../text/terminal/visible.ts';
import { wrap } from '../../../text/terminal/wrap.ts';
import type { Block } from '../../blocks.ts';
import { type ReportModel, sectionIn } from '../../model.ts';
import { marks } from '../../words.ts';
import { lines, textBlock, toneColor } from './block.ts';
import { type TextStyle, widthOf } from './style.ts';

const maxBehindInFull = 5;

/** A failure on one line. A narrow terminal cuts it. */
export function listed(
  { tone, heading }: Block,
  style: TextStyle,
  note: string,
  before = '',
  width = 0,
): string {
  const head = `${oneLine(heading).padEnd(width)}  `;
  const room = Math.max(widthOf(style) - before.length - head.length - 2, 6);
  return `${before}${toneColor(tone, style)(marks[tone])} ${head}${style.colors.dim(clip(oneLine(note), room))}`;
}

/** Numbered failures, one per line. */
export function listText(title: string, blocks: readonly Block[], style: TextStyle): string {
  const width = Math.max(...blocks.map(({ heading }) => heading.length));
  const place = (n: number) => `  ${String(n + 1).padStart(String(blocks.length).length)} `;
  return lines([
    ...wrap(oneLine(title), widthOf(style)).map(style.colors.bold),
    ...blocks.map((block, n) => listed(block, style, block.note.text, place(n), width)),
  ]);
}

/** What lies behind the causes, as a list and in full, and the plan. */
export function behind(model: ReportModel, style: TextStyle): string[] {
  const [section, plan] = [sectionIn(model, 'behind'), sectionIn(model, 'plan')];
  if (!section) return [];
  const failures = section.blocks.filter(({ level }) => level);
  const shown = section.blocks.filter(({ isExplained }) => style.isVerbose || !isExplained);
  const causes = shown.filter(({ level }) => !level);
  const most = style.isVerbose ? shown : shown.slice(0, causes.length + maxBehindInFull);
  const withActual = failures.map((one) => ({ ...one, note: { text: `${one.level}: ${one.brief}` } }));
  const hidden = section.lines.flatMap(({ text }) => wrap(oneLine(text), widthOf(style) - 2));
  const steps = plan?.lines.flatMap(({ text }, n) =>
    wrap(oneLine(text), widthOf(style) - 5).map(
      (line, at) => `${at === 0 ? `${String(n + 1).padStart(3)}. ` : '     '}${line}`,
    ),
  );
  return [
    listText(section.title, withActual, style) + lines(hidden.map((line) => `  ${style.colors.dim(line)}`)),
    ...most.map((block) => textBlock(block, style)),
    steps ? lines([style.colors.bold(plan?.title ?? ''), ...steps]) : '',
  ];
}
