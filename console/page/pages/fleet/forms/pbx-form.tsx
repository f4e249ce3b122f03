import { useState } from 'preact/hooks';
import type { RepositoryView } from '../../../../server/api/types.ts';
import { CheckBox, TextField } from '../../../parts/inputs.tsx';
import { capitals, randomText } from '../../../parts/random-text.ts';
import { usualCapacity } from '../capacity-keys.ts';
import { freeDids } from '../grouping.ts';
import { ActionForm, type ActionFormProps } from './action-form.tsx';
import { CapacityFields } from './capacity-fields.tsx';
import { DidChoice } from './did-choice.tsx';

/** A new Cloud PBX with its DIDs and capacity. */
export function PbxForm({ fleet, onAction, onCancel }: ActionFormProps) {
  const [sn, setSn] = useState(() => `36${randomText(capitals, 12)}ZK`);
  const [didIds, setDidIds] = useState<ReadonlySet<string>>(new Set());
  const [hasCapacity, setHasCapacity] = useState(false);
  const [repository, setRepository] = useState<RepositoryView>(usualCapacity);
  const [isTried, setTried] = useState(false);
  const problem = serialProblem(
    sn,
    fleet.pbxs.map((pbx) => pbx.sn),
  );
  const submit = () => {
    setTried(true);
    if (problem !== undefined) return;
    const capacity = hasCapacity ? { repository } : {};
    onAction({ action: 'create-pbx', sn: sn.trim(), didIds: [...didIds], ...capacity });
  };
  return (
    <ActionForm onSubmit={submit} onCancel={onCancel}>
      <TextField
        label="Serial number"
        help="Generated like the vendor's examples."
        problem={isTried ? problem : undefined}
        value={sn}
        maxLength={80}
        spellcheck={false}
        onValue={setSn}
      />
      <DidChoice title="DIDs" groups={freeDids(fleet)} chosen={didIds} onChoose={setDidIds} />
      <CheckBox isChecked={hasCapacity} onChecked={setHasCapacity}>
        Assign capacity now (pushed as a separate message)
      </CheckBox>
      {hasCapacity && <CapacityFields repository={repository} onChange={setRepository} />}
    </ActionForm>
  );
}

function serialProblem(sn: string, known: readonly string[]): string | undefined {
  if (sn.trim() === '') return 'Enter a serial number.';
  return known.includes(sn.trim())
    ? 'Another Cloud PBX has this serial number. Choose another one.'
    : undefined;
}
