import type { ConsoleAction, FleetView } from '../../../../../schemas/generated/console-types.ts';

/** What every form of an action is given. */
export interface ActionFormProps {
  readonly fleet: FleetView;
  readonly onAction: (action: ConsoleAction) => void;
  readonly onCancel: () => void;
}
