import type { RepositoryView } from '../../../../server/api/types.ts';
import { SelectField, TextField } from '../../../parts/inputs.tsx';
import { type CapacityKey, capacityKeys } from '../capacity-keys.ts';

interface CapacityFieldsProps {
  readonly repository: RepositoryView;
  readonly onChange: (repository: RepositoryView) => void;
}

/** The vendor's eight values, all strings, as in the messages. */
export function CapacityFields({ repository, onChange }: CapacityFieldsProps) {
  return (
    <div class="capacity-fields">
      {(Object.keys(capacityKeys) as CapacityKey[]).map((key) => {
        const field = {
          label: capacityKeys[key],
          help: key,
          value: repository[key] ?? '',
          onValue: (value: string) => onChange({ ...repository, [key]: value }),
        };
        return key === 'enableCallRecording' ? (
          <SelectField key={key} {...field} options={['yes', 'no']} />
        ) : (
          <TextField key={key} {...field} maxLength={80} inputMode="numeric" />
        );
      })}
    </div>
  );
}
