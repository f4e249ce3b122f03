import type { Json } from '../../observation/index.ts';
import type { TrunkDidInfo } from '../../simulator/index.ts';
import { namesOf, showsDid } from './messages.ts';
import type { RuleContext } from './rule-context.ts';

/** The DIDs of several reports about one PBX, by their offset in seconds. */
export type ListsByOffset = ReadonlyMap<number, readonly TrunkDidInfo[]>;

/** New DIDs for reports with these offsets; the same offset twice is the same report. */
export function listsFor(ctx: RuleContext, offsets: readonly number[], count = 1): ListsByOffset {
  return new Map(offsets.map((offset) => [offset, ctx.dids(count)]));
}

/** How a state differs from the newest report: it shows DIDs of older reports, or none of the newest. It may show only a page of them. */
export function unlikeNewest(ctx: RuleContext, state: Json, lists: ListsByOffset): string | undefined {
  const time = Math.max(...lists.keys());
  const isShown = (info: TrunkDidInfo) => showsDid(ctx, state, info);
  const newest = lists.get(time) ?? [];
  const old = [...lists].flatMap(([offset, dids]) => (offset === time ? [] : dids)).filter(isShown);
  const [isEmpty, isMissing] = [newest.length === 0, !newest.some(isShown)];
  if (old.length > 0)
    return `it shows ${namesOf(old)} of an older report${isEmpty ? '' : `, ${isMissing ? 'not' : 'besides'} ${namesOf(newest)} of the newest`}`;
  return isEmpty || !isMissing ? undefined : `it does not show ${namesOf(newest)} of the newest report`;
}
