import { useState } from 'preact/hooks';
import type { ConsoleAction, FleetView } from '../../../server/api/types.ts';
import { api, ask } from '../../api.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useAction } from '../../parts/use-action.ts';
import { ActionPreviewStep } from './action-preview.tsx';
import { titleOf } from './action-words.ts';
import type { DoneAction, FleetDialog } from './fleet-model.ts';
import type { ActionFormProps } from './forms/action-form.tsx';
import { CapacityForm } from './forms/capacity-form.tsx';
import { ListForm } from './forms/list-form.tsx';
import { PbxForm } from './forms/pbx-form.tsx';
import { TrunkForm } from './forms/trunk-form.tsx';
import './action-dialog.css';

interface ActionDialogProps {
  readonly fleet: FleetView;
  readonly dialog: FleetDialog;
  readonly onDone: (done: DoneAction, fleet: FleetView) => void;
  readonly onClose: () => void;
}

/** An action, from its form to a preview of its messages to the result. Several actions are shown and done one after the other. */
export function ActionDialog({ fleet, dialog, onDone, onClose }: ActionDialogProps) {
  const hasForm = dialog.kind !== 'actions';
  const [actions, setActions] = useState<readonly ConsoleAction[]>(hasForm ? [] : dialog.actions);
  const [at, setAt] = useState(0);
  const acting = useAction();
  const action = actions[at];

  const confirm = (confirmed: ConsoleAction, updateTime: number) =>
    acting.run(async () => {
      const { deliveries, fleet: after } = await ask(
        api.fleet.actions.$post({ json: confirmed, query: { updateTime } }),
      );
      onDone({ action: confirmed, deliveries }, after);
      if (at + 1 === actions.length) onClose();
      else setAt(at + 1);
    });
  const back = () => {
    acting.clear();
    if (hasForm) setActions([]);
    else onClose();
  };
  const step = actions.length > 1 ? `Step ${at + 1} of ${actions.length}: ` : '';
  return (
    <Dialog
      title={action === undefined ? formTitle(dialog) : step + titleOf(action)}
      isWide
      onClose={onClose}
    >
      {/* The form stays hidden, so that Back keeps its values. */}
      {hasForm && (
        <div hidden={action !== undefined}>
          <FormOf fleet={fleet} dialog={dialog} onAction={(next) => setActions([next])} onCancel={onClose} />
        </div>
      )}
      {action !== undefined && (
        <ActionPreviewStep
          key={at}
          action={action}
          isBusy={acting.isBusy}
          problem={acting.problem}
          back={hasForm ? 'Back' : 'Cancel'}
          onBack={back}
          onConfirm={(updateTime) => confirm(action, updateTime)}
        />
      )}
    </Dialog>
  );
}

function FormOf({ dialog, ...props }: ActionFormProps & { dialog: FleetDialog }) {
  switch (dialog.kind) {
    case 'trunk':
      return <TrunkForm {...props} />;
    case 'dids':
      return <TrunkForm {...props} trunk={dialog.trunk} />;
    case 'pbx':
      return <PbxForm {...props} />;
    case 'capacity':
      return <CapacityForm {...props} pbx={dialog.pbx} />;
    case 'list':
      return <ListForm {...props} pbx={dialog.pbx} />;
    case 'actions':
      return null;
  }
}

function formTitle(dialog: FleetDialog): string {
  switch (dialog.kind) {
    case 'trunk':
      return 'Add a trunk with DIDs';
    case 'dids':
      return `Add DIDs to ${dialog.trunk.trunkName}`;
    case 'pbx':
      return 'Create a Cloud PBX';
    case 'capacity':
      return `Resize the capacity of ${dialog.pbx.sn}`;
    case 'list':
      return `Replace the DIDs of ${dialog.pbx.sn}`;
    case 'actions':
      return '';
  }
}
