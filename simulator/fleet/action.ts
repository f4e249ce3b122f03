import type { TrunkDidInfo } from '../message/message.ts';
import type { Repository } from './fleet.ts';

/** An administrator's action. `sn` identifies a PBX, `didId` a DID, `trunkId` a trunk. */
export type FleetAction =
  /** Adds a trunk with free DIDs, or adds free DIDs to an existing trunk. */
  | {
      readonly action: 'add-trunk';
      /** The DIDs, each with its trunk. */
      readonly dids: readonly TrunkDidInfo[];
    }
  /** Creates a Cloud PBX, optionally with DIDs and capacity. */
  | {
      readonly action: 'create-pbx';
      /** Its serial number. */
      readonly sn: string;
      /** Free DIDs; default none. */
      readonly didIds?: readonly string[];
      /**
       * Its capacity; missing keys have the values of the vendor's example. Without it, YCM pushes no capacity report: "If you assigned
       * capacity for a Cloud PBX during creation".
       */
      readonly repository?: Partial<Repository>;
    }
  /** Assigns DIDs to a Cloud PBX. */
  | {
      readonly action: 'assign-dids';
      /** The PBX. */
      readonly sn: string;
      /** Free DIDs. */
      readonly didIds: readonly string[];
    }
  /** Removes DIDs from a Cloud PBX, which frees them. */
  | {
      readonly action: 'remove-dids';
      /** The PBX. */
      readonly sn: string;
      /** DIDs that it has. */
      readonly didIds: readonly string[];
    }
  /** Replaces the DIDs of a Cloud PBX in a single edit, with a single report. */
  | {
      readonly action: 'bind-dids';
      /** The PBX. */
      readonly sn: string;
      /** DIDs that are free, or that it has. */
      readonly didIds: readonly string[];
    }
  /** Deletes DIDs from their trunks, assigned or not. */
  | {
      readonly action: 'delete-dids';
      /** The DIDs. */
      readonly didIds: readonly string[];
    }
  /** Deletes a trunk with all its DIDs. */
  | {
      readonly action: 'delete-trunk';
      /** The trunk. */
      readonly trunkId: string;
    }
  /** Deletes a Cloud PBX, which frees its DIDs. */
  | {
      readonly action: 'delete-pbx';
      /** The PBX. */
      readonly sn: string;
    }
  /** Changes the capacity of Cloud PBXs. */
  | {
      readonly action: 'resize';
      /** One PBX or several. */
      readonly sn: string | readonly string[];
      /** The capacities that change. */
      readonly repository: Partial<Repository>;
    };
