import type { ComponentChildren } from 'preact';
import type { ConsoleAction, FleetView } from '../../../../../schemas/generated/console-types.ts';
import { focusOnProblem } from '../../../parts/focus-on-problem.ts';

/** The props of every action form. */
export interface ActionFormProps {
  readonly fleet: FleetView;
  readonly onAction: (action: ConsoleAction) => void;
  readonly onCancel: () => void;
}

interface ActionFormFrameProps {
  readonly children: ComponentChildren;
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
}

/** The frame of each form. Its last button leads to the preview and pushes nothing. */
export function ActionForm({ children, onSubmit, onCancel }: ActionFormFrameProps) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
        focusOnProblem(event.currentTarget);
      }}
    >
      {children}
      <footer>
        <button type="button" class="outline secondary" onClick={onCancel}>
          Cancel
        </button>
        <button type="submit">Preview messages</button>
      </footer>
    </form>
  );
}
