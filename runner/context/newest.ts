import type { TrunkDidInfo } from '../../simulator/index.ts';
import { type Json, shorten } from '../observation/json.ts';
import { showsDid } from './messages.ts';
import type { RuleContext } from './rule-context.ts';

/** The DIDs of several reports about one PBX, by their offset in seconds. */
export type ListsByOffset = ReadonlyMap<number, readonly TrunkDidInfo[]>;

/** New DIDs for reports with these offsets; the same offset twice is the same report. */
export function listsFor(ctx: RuleContext, offsets: readonly number[], count = 1): ListsByOffset {
  return new Map(offsets.map((offset) => [offset, ctx.dids(count)]));
}

/** How a state differs from the newest report: it shows DIDs of older reports, or none of the newest. It may show only a page of them. */
export function unlikeNewest(ctx: RuleContext, state: Json, lists: ListsByOffset): string | undefined {
  const newest = Math.max(...lists.keys());
  const isShown = (info: TrunkDidInfo) => showsDid(ctx, state, info);
  const old = [...lists].flatMap(([offset, dids]) => (offset === newest ? [] : dids)).find(isShown);
  if (old) return `it shows DID ${old.did} of an older report: ${shorten(state)}`;
  const [first, ...others] = lists.get(newest) ?? [];
  if (!first || [first, ...others].some(isShown)) return undefined;
  return `DID ${first.did} of the newest report is missing: ${shorten(state)}`;
}
