import type { FleetView } from '../../../server/api/types.ts';

/** The part of a fleet that matches a text: a Cloud PBX or trunk by name with all its DIDs, else DIDs by number or id. */
export function findInFleet(fleet: FleetView, text: string): FleetView {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return fleet;
  const has = (name: string | undefined) => name?.toLowerCase().includes(wanted) === true;
  const dids = fleet.dids.filter(({ did, didId, sn, trunkId, trunkName }) =>
    [did, didId, sn, trunkId, trunkName].some(has),
  );
  const [sns, trunkIds] = [new Set(dids.map(({ sn }) => sn)), new Set(dids.map(({ trunkId }) => trunkId))];
  return {
    pbxs: fleet.pbxs.filter(({ sn }) => has(sn) || sns.has(sn)),
    trunks: fleet.trunks.filter(
      ({ trunkId, trunkName }) => has(trunkId) || has(trunkName) || trunkIds.has(trunkId),
    ),
    dids,
  };
}
