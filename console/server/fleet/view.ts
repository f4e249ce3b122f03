import type { Fleet } from '../../../simulator/index.ts';
import type { FleetView, RepositoryView } from '../api/types.ts';

/** A fleet for the page and for storage. Pure. */
export function viewOf({ pbxs, trunks, dids }: Fleet): FleetView {
  return {
    pbxs: pbxs.map(({ sn, repository }) => ({ sn, repository: { ...(repository as RepositoryView) } })),
    trunks: [...trunks],
    dids: [...dids],
  };
}
