import { useState } from 'preact/hooks';
import type { PbxView, RepositoryView } from '../../../../server/api/types.ts';
import { changedCapacity } from '../capacity-keys.ts';
import { ActionForm, type ActionFormProps } from './action-form.tsx';
import { CapacityFields } from './capacity-fields.tsx';

/** A new capacity for a Cloud PBX. Only changes are sent. */
export function CapacityForm({ pbx, onAction, onCancel }: ActionFormProps & { pbx: PbxView }) {
  const [repository, setRepository] = useState<RepositoryView>(pbx.repository);
  const [problem, setProblem] = useState<string>();
  const submit = () => {
    const changed = changedCapacity(pbx.repository, repository);
    const isSame = Object.keys(changed).length === 0;
    setProblem(isSame ? 'Change at least one value.' : undefined);
    if (!isSame) onAction({ action: 'resize', sn: pbx.sn, repository: changed });
  };
  return (
    <ActionForm onSubmit={submit} onCancel={onCancel}>
      <CapacityFields repository={repository} onChange={setRepository} />
      {problem !== undefined && (
        <p class="field-problem" role="alert">
          {problem}
        </p>
      )}
    </ActionForm>
  );
}
