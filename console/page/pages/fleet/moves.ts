import type { ConsoleAction, DidView } from '../../../../schemas/generated/console-types.ts';

/** What it takes to give DIDs to a Cloud PBX: those that others have are removed there first, as an administrator has to. */
export function assignActions(dids: readonly DidView[], sn: string): ConsoleAction[] {
  const moved = dids.filter((did) => did.sn !== sn);
  if (moved.length === 0) return [];
  return [...removeActions(moved), { kind: 'assign-dids', sn, didIds: idsOf(moved) }];
}

/** What it takes to make DIDs free: an action for each Cloud PBX that has some of them. */
export function removeActions(dids: readonly DidView[]): ConsoleAction[] {
  const sns = new Set(dids.flatMap(({ sn }) => (sn === undefined ? [] : [sn])));
  return [...sns].map((sn) => ({
    kind: 'remove-dids',
    sn,
    didIds: idsOf(dids.filter((did) => did.sn === sn)),
  }));
}

function idsOf(dids: readonly DidView[]): string[] {
  return dids.map(({ didId }) => didId);
}
