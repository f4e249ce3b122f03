import type { FleetHistory, Workload } from '../index.ts';
import { serialsIn } from './pbx-names.ts';
import type { StateCounter } from './state-counter.ts';

/** Fleets that were sent the same messages except for their names. */
export interface PbxGroup {
  readonly messages: FleetHistory['genuine'];
  /** The PBXs of each fleet. */
  readonly serials: readonly string[];
  readonly fleets: number[];
  /** The fleets that get them again one by one: all messages, or only the newest. */
  readonly reference: { readonly all: number; readonly newest: number };
}

/** The fleets of the first `count` messages, grouped by what they were sent. Fleets where this is uncertain are left out. */
export function fleetGroupsOf(
  workload: Workload,
  count: number,
  unsure: ReadonlySet<number>,
  counter: StateCounter,
): PbxGroup[] {
  const groups = new Map<FleetHistory['genuine'], PbxGroup>();
  for (const { fleet, genuine } of workload.historiesAfter(count)) {
    if (genuine.length === 0) continue;
    const nth = 2 * groups.size;
    const group = groups.get(genuine) ?? {
      messages: genuine,
      serials: serialsIn(genuine),
      fleets: [],
      reference: { all: workload.fleetAfter(count, nth), newest: workload.fleetAfter(count, nth + 1) },
    };
    groups.set(genuine, group);
    if (unsure.has(fleet)) {
      counter.leftOut += group.serials.length;
    } else {
      group.fleets.push(fleet);
      counter.pbxs += group.serials.length;
    }
  }
  return [...groups.values()].filter(({ fleets }) => fleets.length > 0);
}
