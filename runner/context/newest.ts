import type { TrunkDidInfo } from '../../simulator/index.ts';
import type { Json } from '../observation/json.ts';
import { showsDid } from './messages.ts';
import type { RuleContext } from './rule-context.ts';

/** The DIDs of several reports about one PBX, by their offset in seconds. */
export type ListsByOffset = ReadonlyMap<number, readonly TrunkDidInfo[]>;

/** New DIDs for reports with these offsets; the same offset twice is the same report. */
export function listsFor(ctx: RuleContext, offsets: readonly number[], count = 1): ListsByOffset {
  return new Map(offsets.map((offset) => [offset, ctx.dids(count)]));
}

/** Whether a state shows DIDs of the newest report, of which it may show a page, and none of the others. */
export function showsOnlyNewest(ctx: RuleContext, state: Json, lists: ListsByOffset): boolean {
  const newest = Math.max(...lists.keys());
  return [...lists].every(
    ([offset, dids]) => dids.some((info) => showsDid(ctx, state, info)) === (offset === newest),
  );
}
