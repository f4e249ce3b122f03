import type { ConsoleAction, DeliveryRow, FleetView, PbxView, TrunkView } from '../../../server/api/types.ts';

/** The current action; `actions` only need confirmation, others a form first. */
export type FleetDialog =
  | { readonly kind: 'trunk' }
  | { readonly kind: 'dids'; readonly trunk: TrunkView }
  | { readonly kind: 'pbx' }
  | { readonly kind: 'capacity'; readonly pbx: PbxView }
  | { readonly kind: 'list'; readonly pbx: PbxView }
  | { readonly kind: 'actions'; readonly actions: readonly ConsoleAction[] };

/** The state that the page's parts share. */
export interface FleetPageState {
  readonly fleet: FleetView;
  /** The part that matches the search. */
  readonly shown: FleetView;
  /** The DIDs for the next action. */
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (didIds: ReadonlySet<string>) => void;
  readonly onAsk: (dialog: FleetDialog) => void;
  /** Asks the user to confirm these actions, if there are any. */
  readonly onAct: (actions: readonly ConsoleAction[]) => void;
}

/** A finished action, and what it pushed. */
export interface DoneAction {
  readonly action: ConsoleAction;
  readonly deliveries: readonly DeliveryRow[];
}
