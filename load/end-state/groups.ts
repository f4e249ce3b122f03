import type { Story, Told } from '../index.ts';
import { serialsIn } from './pbx-names.ts';
import type { StateTally } from './state-tally.ts';

/** Fleets that were told the same, but for their names. */
export interface Group {
  readonly told: Told['genuine'];
  /** The PBXs of each of them. */
  readonly serials: readonly string[];
  readonly fleets: number[];
  /** Fleets that are told it again in calm: all of it, and the newest alone. */
  readonly calm: { readonly all: number; readonly newest: number };
}

/** The fleets that the first `count` messages told of, by what they were told; those that are not sure are left out. */
export function groupsOf(
  story: Story,
  count: number,
  unsure: ReadonlySet<number>,
  tally: StateTally,
): Group[] {
  const groups = new Map<Told['genuine'], Group>();
  for (const { fleet, genuine } of story.toldBy(count)) {
    if (genuine.length === 0) continue;
    const nth = 2 * groups.size;
    const group = groups.get(genuine) ?? {
      told: genuine,
      serials: serialsIn(genuine),
      fleets: [],
      calm: { all: story.fleetAfter(count, nth), newest: story.fleetAfter(count, nth + 1) },
    };
    groups.set(genuine, group);
    if (unsure.has(fleet)) {
      tally.leftOut += group.serials.length;
    } else {
      group.fleets.push(fleet);
      tally.pbxs += group.serials.length;
    }
  }
  return [...groups.values()].filter(({ fleets }) => fleets.length > 0);
}
