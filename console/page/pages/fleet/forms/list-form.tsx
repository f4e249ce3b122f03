import { useState } from 'preact/hooks';
import type { PbxView } from '../../../../server/api/types.ts';
import { didsOfPbx, freeOrHeldBy } from '../grouping.ts';
import { ActionForm, type ActionFormProps } from './action-form.tsx';
import { DidChoice } from './did-choice.tsx';

/** A Cloud PBX's new list of DIDs, in one edit. */
export function ListForm({ fleet, pbx, onAction, onCancel }: ActionFormProps & { pbx: PbxView }) {
  const [didIds, setDidIds] = useState<ReadonlySet<string>>(
    () => new Set(didsOfPbx(fleet, pbx.sn).flatMap(({ dids }) => dids.map(({ didId }) => didId))),
  );
  return (
    <ActionForm
      onSubmit={() => onAction({ action: 'bind-dids', sn: pbx.sn, didIds: [...didIds] })}
      onCancel={onCancel}
    >
      <DidChoice
        title="New list of DIDs"
        groups={freeOrHeldBy(fleet, pbx.sn)}
        chosen={didIds}
        onChoose={setDidIds}
      />
    </ActionForm>
  );
}
