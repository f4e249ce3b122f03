export { act, type FleetAction, type FleetStep } from './fleet/act.ts';
export {
  type CloudPbx,
  didsOf,
  emptyFleet,
  type Fleet,
  type FleetDid,
  type Repository,
  type Trunk,
} from './fleet/fleet.ts';
export type { ActionOptions, FleetMessage } from './fleet/reports.ts';
