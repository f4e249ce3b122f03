import type { ConsoleAction, DidView } from '../../../server/api/types.ts';

/** The actions that assign DIDs to a Cloud PBX: those of other PBXs are removed there first, as an administrator must. */
export function assignActions(dids: readonly DidView[], sn: string): ConsoleAction[] {
  const moved = dids.filter((did) => did.sn !== sn);
  if (moved.length === 0) return [];
  return [...removeActions(moved), { action: 'assign-dids', sn, didIds: idsOf(moved) }];
}

/** The actions that free DIDs: one for each Cloud PBX that has some of them. */
export function removeActions(dids: readonly DidView[]): ConsoleAction[] {
  const sns = new Set(dids.flatMap(({ sn }) => (sn === undefined ? [] : [sn])));
  return [...sns].map((sn) => ({
    action: 'remove-dids',
    sn,
    didIds: idsOf(dids.filter((did) => did.sn === sn)),
  }));
}

function idsOf(dids: readonly DidView[]): string[] {
  return dids.map(({ didId }) => didId);
}
