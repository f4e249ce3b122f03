import { CheckBox, SelectField } from '../../../parts/inputs.tsx';
import { TimeoutField } from '../../../parts/timeout-field.tsx';
import type { CheckDraft } from './draft.ts';

interface LimitFieldsProps {
  readonly draft: CheckDraft;
  readonly onChange: (changes: Partial<CheckDraft>) => void;
}

/** The first is the default. */
const budgets = [
  ['0', '1 minute'],
  ['20', '20 seconds'],
  ['120', '2 minutes'],
  ['300', '5 minutes'],
  ['1800', '30 minutes'],
] as const;

/** How much to check, and how long to wait. */
export function LimitFields({ draft, onChange }: LimitFieldsProps) {
  return (
    <div class="url-row limits-row">
      <CheckBox
        class="thorough"
        isChecked={draft.isThorough}
        onChecked={(isChecked) => onChange({ isThorough: isChecked })}
      >
        Thorough: more cases and many measurements (takes minutes)
      </CheckBox>
      <SelectField
        label="Budget"
        value={String(draft.budgetSeconds)}
        options={budgets.map(([seconds, name]) => [
          seconds,
          seconds === '0' && draft.isThorough ? '10 minutes' : name,
        ])}
        onValue={(value) => onChange({ budgetSeconds: Number(value) })}
      />
      <TimeoutField value={draft.timeoutSeconds} onValue={(timeoutSeconds) => onChange({ timeoutSeconds })} />
    </div>
  );
}
