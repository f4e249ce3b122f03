import type { ConsoleAction } from '../../../server/api/types.ts';

/** An action as the title of its dialog. */
export function titleOf(action: ConsoleAction): string {
  switch (action.action) {
    case 'add-trunk':
      return `Add ${didCount(action.dids.length)} to the trunk ${action.dids[0]?.trunkName ?? ''}`;
    case 'create-pbx':
      return `Create the Cloud PBX ${action.sn}`;
    case 'assign-dids':
      return `Assign ${didCount(action.didIds.length)} to ${action.sn}`;
    case 'remove-dids':
      return `Remove ${didCount(action.didIds.length)} from ${action.sn}`;
    case 'bind-dids':
      return `Replace the DIDs of ${action.sn} with ${didCount(action.didIds.length)}`;
    case 'delete-dids':
      return `Delete ${didCount(action.didIds.length)}`;
    case 'delete-trunk':
      return `Delete the trunk ${action.trunkId}`;
    case 'delete-pbx':
      return `Delete the Cloud PBX ${action.sn}`;
    case 'resize':
      return `Resize the capacity of ${action.sn}`;
  }
}

/** The first word of the title: what the button does. */
export function verbOf(action: ConsoleAction): string {
  return titleOf(action).replace(/ .*/, '');
}

export function didCount(count: number): string {
  return count === 1 ? '1 DID' : `${count} DIDs`;
}
