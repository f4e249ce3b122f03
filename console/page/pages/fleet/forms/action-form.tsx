import type { ComponentChildren } from 'preact';
import type { ConsoleAction, FleetView } from '../../../../server/api/types.ts';
import { Form } from '../../../parts/form.tsx';

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
    <Form onSubmit={onSubmit}>
      {children}
      <footer>
        <button type="button" class="outline secondary" onClick={onCancel}>
          Cancel
        </button>
        <button type="submit">Preview messages</button>
      </footer>
    </Form>
  );
}
