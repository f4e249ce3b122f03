import { clip, oneLine } from '../../../text/terminal/visible.ts';
import { wrap } from '../../../text/terminal/wrap.ts';
import { count } from '../../../text/words/count.ts';
import { type ReportModel, type Section, sectionIn } from '../../model.ts';
import { maxRowLength } from './block.ts';
import { type TextStyle, widthOf } from './style.ts';

const maxLines = 4;

type Group = Section['lines'][number];

/** What was not checked: what to add, and how many more rules this checks. At most four lines unless verbose. */
export function notChecked(model: ReportModel, style: TextStyle): string[] {
  const groups = (['inconclusive', 'skipped'] as const).flatMap(
    (kind) => sectionIn(model, kind)?.lines ?? [],
  );
  if (groups.length === 0) return [];
  const shown = style.isVerbose
    ? groups.flatMap((group) => withIds(group, style))
    : shortly(groups, widthOf(style) - 2);
  return ['', style.colors.bold('Not checked'), ...shown.map((line) => `  ${line}`)];
}

function withIds({ text, ids = [] }: Group, style: TextStyle): string[] {
  const width = widthOf(style) - 4;
  return [
    ...wrap(clip(text, maxRowLength), width),
    ...wrap(oneLine(ids.join(', ')), width).map((line) => `  ${style.colors.dim(line)}`),
  ];
}

/** Options to add are on one line, which is always shown, since it is what a reader can do. */
function shortly(groups: readonly Group[], width: number): string[] {
  const lines = (text: string) => wrap(clip(oneLine(text), maxRowLength), width);
  const added = additions(groups)
    .flatMap(lines)
    .slice(0, maxLines - 2);
  const others = groups
    .filter(({ add }) => !add)
    .map(({ text, ids = [] }) => ({ lines: lines(text), rules: ids.length }));
  const room = maxLines - added.length;
  const linesOf = (some: typeof others) => some.flatMap((group) => group.lines);
  if (linesOf(others).length <= room) return [...linesOf(others), ...added];
  // A sentence is never cut, and the first one is always shown.
  const kept = others.slice(0, 1);
  for (const group of others.slice(1)) if (linesOf([...kept, group]).length < room) kept.push(group);
  const left = others.filter((group) => !kept.includes(group));
  const rules = left.reduce((sum, group) => sum + group.rules, 0);
  const more = `… and ${count(rules, 'more rule')}, for other reasons`;
  return [...linesOf(kept), ...(linesOf(left).length > 1 ? [more] : linesOf(left)), ...added];
}

/** `add --observe-url URL to check 16 more rules, --thorough for 1 more`. */
function additions(groups: readonly Group[]): string[] {
  const counts = new Map<string, number>();
  for (const { add, ids = [] } of groups) if (add) counts.set(add, (counts.get(add) ?? 0) + ids.length);
  const [first, ...others] = [...counts].sort(([, a], [, b]) => b - a);
  if (!first) return [];
  const [option, n] = first;
  const more = others.map(([other, rules]) => `${other} for ${rules} more`);
  return [[`add ${option} to check ${count(n, 'more rule')}`, ...more].join(', ')];
}
