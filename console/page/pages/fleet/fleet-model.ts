import type {
  ConsoleAction,
  DeliveryRow,
  FleetView,
  PbxView,
  TrunkView,
} from '../../../../schemas/generated/console-types.ts';

/** What the person is about to do; `actions` have only to be confirmed, the others are filled in first. */
export type FleetDialog =
  | { readonly kind: 'trunk' }
  | { readonly kind: 'dids'; readonly trunk: TrunkView }
  | { readonly kind: 'pbx' }
  | { readonly kind: 'capacity'; readonly pbx: PbxView }
  | { readonly kind: 'list'; readonly pbx: PbxView }
  | { readonly kind: 'actions'; readonly actions: readonly ConsoleAction[] };

/** What the parts of the page share. */
export interface FleetDesk {
  readonly fleet: FleetView;
  /** The part of it that is looked for. */
  readonly shown: FleetView;
  /** The DIDs that the next action is about. */
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (didIds: ReadonlySet<string>) => void;
  readonly onAsk: (dialog: FleetDialog) => void;
}

/** An action that was done, and what was pushed because of it. */
export interface DoneAction {
  readonly action: ConsoleAction;
  readonly deliveries: readonly DeliveryRow[];
}
