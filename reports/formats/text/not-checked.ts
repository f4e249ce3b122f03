import type { Report } from '../../../schemas/generated/types.ts';
import { clip, oneLine } from '../../../text/terminal/visible.ts';
import { wrap } from '../../../text/terminal/wrap.ts';
import { count } from '../../../text/words/count.ts';
import { groupInconclusive, groupSkipped, type UncheckedGroup } from '../../unchecked.ts';
import { maxRowLength, type TextStyle, widthOf } from './style.ts';

const maxLines = 4;

/** What was not checked: what to add, and how many more rules this checks. At most four lines unless verbose. */
export function notChecked(report: Report, style: TextStyle): string[] {
  const inconclusive = groupInconclusive(report);
  const skipped = groupSkipped(report);
  if (inconclusive.length + skipped.length === 0) return [];
  const lines = style.isVerbose
    ? [...inconclusive, ...skipped].flatMap((group) => withIds(group, style))
    : shortly(inconclusive, skipped, widthOf(style) - 2);
  return ['', style.colors.bold('Not checked'), ...lines.map((line) => `  ${line}`)];
}

function withIds({ text, ids }: UncheckedGroup, style: TextStyle): string[] {
  const width = widthOf(style) - 4;
  return [
    ...wrap(clip(text, maxRowLength), width),
    ...wrap(oneLine(ids.join(', ')), width).map((line) => `  ${style.colors.dim(line)}`),
  ];
}

/** Options to add are on one line, which is always shown, since it is what a reader can do. */
function shortly(
  inconclusive: readonly UncheckedGroup[],
  skipped: readonly UncheckedGroup[],
  width: number,
): string[] {
  const lines = (text: string) => wrap(clip(oneLine(text), maxRowLength), width);
  const added = additions(skipped)
    .flatMap(lines)
    .slice(0, maxLines - 2);
  const others = [...inconclusive, ...skipped.filter(({ add }) => !add)].map(({ text, ids }) => ({
    lines: lines(text),
    ids,
  }));
  const room = maxLines - added.length;
  if (others.flatMap((group) => group.lines).length <= room)
    return [...others.flatMap((group) => group.lines), ...added];
  const kept = wholeOnes(others, room - 1);
  const left = others.filter((group) => !kept.includes(group));
  const rules = count(
    left.reduce((sum, { ids }) => sum + ids.length, 0),
    'more rule',
  );
  const reasons = left.flatMap((group) => group.lines);
  const more = reasons.length > 1 ? [`… and ${rules}, for other reasons`] : reasons;
  return [...kept.flatMap((group) => group.lines), ...more, ...added];
}

/** The first, and as many others as fit. A sentence is never cut. */
function wholeOnes<T extends { readonly lines: readonly string[] }>(groups: readonly T[], room: number): T[] {
  const kept = groups.slice(0, 1);
  const used = () => kept.reduce((sum, { lines }) => sum + lines.length, 0);
  for (const group of groups.slice(1)) if (used() + group.lines.length <= room) kept.push(group);
  return kept;
}

/** `add --observe-url URL to check 16 more rules, --thorough (1)`. */
function additions(skipped: readonly UncheckedGroup[]): string[] {
  const counts = new Map<string, number>();
  for (const { add, ids } of skipped) if (add) counts.set(add, (counts.get(add) ?? 0) + ids.length);
  const [first, ...others] = [...counts].sort(([, a], [, b]) => b - a);
  if (!first) return [];
  const [option, n] = first;
  const more = others.map(([other, rules]) => `${other} for ${rules} more`);
  return [[`add ${option} to check ${count(n, 'more rule')}`, ...more].join(', ')];
}
