export { act, type FleetStep } from './act.ts';
export type { FleetAction } from './action.ts';
export { Administrator, type WorkloadStep } from './administrator.ts';
export {
  type CloudPbx,
  didIdsOf,
  didsOf,
  emptyFleet,
  type Fleet,
  type FleetDid,
  type Repository,
  type Trunk,
} from './fleet.ts';
export type { ActionOptions, FleetMessage, FleetProfile } from './reports.ts';
