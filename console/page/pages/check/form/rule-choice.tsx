import type { RuleEntry } from '../../../../../schemas/generated/console-types.ts';
import { FieldGroup } from '../../../parts/field-group.tsx';
import { CheckBox } from '../../../parts/inputs.tsx';
import { countWithWord } from '../../../parts/words/count.ts';
import type { RuleGroup } from '../group-rules.ts';

interface RuleChoiceProps {
  readonly groups: readonly RuleGroup<RuleEntry>[];
  readonly leftOut: ReadonlySet<string>;
  readonly problem: string | undefined;
  readonly onChange: (leftOut: ReadonlySet<string>) => void;
}

/** The rules to check, by group. */
export function RuleChoice({ groups, leftOut, problem, onChange }: RuleChoiceProps) {
  const chosen = groups.filter(({ name }) => !leftOut.has(name));
  const total = chosen.reduce((sum, { rules }) => sum + rules.length, 0);
  const toggle = (name: string, isOn: boolean) => {
    const after = new Set(leftOut);
    if (isOn) after.delete(name);
    else after.add(name);
    onChange(after);
  };
  return (
    <FieldGroup
      label={
        <>
          Rules <span class="muted">{countWithWord(total, 'rule')} selected</span>
        </>
      }
      problem={problem}
    >
      <div class="rule-groups">
        {groups.map(({ name, rules }) => (
          <CheckBox
            key={name}
            title={rules.map(({ id }) => id).join('\n')}
            isChecked={!leftOut.has(name)}
            isInvalid={problem !== undefined}
            onChecked={(isChecked) => toggle(name, isChecked)}
          >
            {name} <span class="muted">{rules.length}</span>
          </CheckBox>
        ))}
      </div>
    </FieldGroup>
  );
}
