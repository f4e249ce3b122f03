export { act, type FleetAction, type FleetStep } from './act.ts';
export {
  type CloudPbx,
  didsOf,
  emptyFleet,
  type Fleet,
  type FleetDid,
  type Repository,
  type Trunk,
} from './fleet.ts';
export type { ActionOptions, FleetMessage } from './reports.ts';
