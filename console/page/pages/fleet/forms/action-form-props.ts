import type { ConsoleAction, FleetView } from '../../../../../schemas/generated/console-types.ts';

/** The props of every action form. */
export interface ActionFormProps {
  readonly fleet: FleetView;
  readonly onAction: (action: ConsoleAction) => void;
  readonly onCancel: () => void;
}
