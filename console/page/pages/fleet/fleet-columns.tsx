import type { FleetView } from '../../../server/api/types.ts';
import type { FleetPageState } from './fleet-model.ts';
import { freeDids } from './grouping.ts';
import { PbxCard } from './pbx-card.tsx';
import { TrunkCard } from './trunk-card.tsx';

/** The Cloud PBXs on one side, the trunks with free DIDs on the other. */
export function FleetColumns({ state }: { state: FleetPageState }) {
  const { fleet, shown } = state;
  const totals = countByTrunk(fleet);
  return (
    <div class="fleet-columns">
      <section aria-labelledby="pbxs">
        <h2 id="pbxs">
          Cloud PBXs <span class="muted">{shown.pbxs.length}</span>
        </h2>
        <div class="pbx-cards">
          {shown.pbxs.map((pbx) => (
            <PbxCard key={pbx.sn} pbx={pbx} state={state} />
          ))}
        </div>
        {shown.pbxs.length === 0 && <p class="muted">{emptyWords(fleet.pbxs.length, 'Cloud PBX')}</p>}
      </section>
      <section aria-labelledby="trunks">
        <h2 id="trunks">
          Trunks <span class="muted">{shown.trunks.length}</span>
        </h2>
        {freeDids(shown).map((group) => (
          <TrunkCard
            key={group.trunk.trunkId}
            group={group}
            total={totals.get(group.trunk.trunkId) ?? 0}
            state={state}
          />
        ))}
        {shown.trunks.length === 0 && <p class="muted">{emptyWords(fleet.trunks.length, 'trunk')}</p>}
      </section>
    </div>
  );
}

function emptyWords(all: number, what: string): string {
  return all === 0 ? `No ${what} yet.` : `None of the ${all} matches your search.`;
}

function countByTrunk({ dids }: FleetView): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { trunkId } of dids) counts.set(trunkId, (counts.get(trunkId) ?? 0) + 1);
  return counts;
}
