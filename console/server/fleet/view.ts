import type { FleetView, RepositoryView } from '../../../schemas/generated/console-types.ts';
import type { Fleet } from '../../../simulator/index.ts';

/** A fleet for the page and for storage. Pure. */
export function viewOf({ pbxs, trunks, dids }: Fleet): FleetView {
  return {
    pbxs: pbxs.map(({ sn, repository }) => ({ sn, repository: { ...(repository as RepositoryView) } })),
    trunks: [...trunks],
    dids: [...dids],
  };
}
