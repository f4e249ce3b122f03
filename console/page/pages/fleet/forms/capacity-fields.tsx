import type { RepositoryView } from '../../../../../schemas/generated/console-types.ts';
import { Field } from '../../../parts/field.tsx';
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
        const set = (value: string) => onChange({ ...repository, [key]: value });
        return (
          <Field key={key} label={capacityKeys[key]} help={key}>
            {(input) =>
              key === 'enableCallRecording' ? (
                <select
                  {...input}
                  value={repository[key] ?? ''}
                  onChange={({ currentTarget }) => set(currentTarget.value)}
                >
                  <option>yes</option>
                  <option>no</option>
                </select>
              ) : (
                <input
                  {...input}
                  value={repository[key] ?? ''}
                  maxLength={80}
                  inputMode="numeric"
                  autocomplete="off"
                  onInput={({ currentTarget }) => set(currentTarget.value)}
                />
              )
            }
          </Field>
        );
      })}
    </div>
  );
}
