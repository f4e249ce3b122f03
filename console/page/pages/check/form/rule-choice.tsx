import type { RuleEntry } from '../../../../server/api/types.ts';
import { FieldGroup } from '../../../parts/field-group.tsx';
import { CheckBox } from '../../../parts/inputs.tsx';
import { countWithWord } from '../../../parts/words/count.ts';
import { groupRules } from '../group-rules.ts';

interface RuleChoiceProps {
  readonly rules: readonly RuleEntry[];
  /** The ids of the excluded rules. */
  readonly leftOut: ReadonlySet<string>;
  readonly problem: string | undefined;
  readonly onChange: (leftOut: ReadonlySet<string>) => void;
}

/** The rules to check, by group or one by one. */
export function RuleChoice({ rules, leftOut, problem, onChange }: RuleChoiceProps) {
  const groups = groupRules(rules);
  const countIn = (some: readonly RuleEntry[]) => some.filter(({ id }) => !leftOut.has(id)).length;
  const toggle = (some: readonly RuleEntry[], isOn: boolean) => {
    const after = new Set(leftOut);
    for (const { id } of some) {
      if (isOn) after.delete(id);
      else after.add(id);
    }
    onChange(after);
  };
  return (
    <FieldGroup
      label={
        <>
          Rules <span class="muted">{countWithWord(countIn(rules), 'rule')} selected</span>
        </>
      }
      problem={problem}
    >
      <div class="rule-groups">
        {groups.map(({ name, rules: some }) => (
          <CheckBox
            key={name}
            isChecked={countIn(some) > 0}
            isMixed={countIn(some) > 0 && countIn(some) < some.length}
            isInvalid={problem !== undefined}
            onChecked={(isChecked) => toggle(some, isChecked)}
          >
            {name}{' '}
            <span class="muted">
              {countIn(some) > 0 && countIn(some) < some.length && `${countIn(some)} of `}
              {some.length}
            </span>
          </CheckBox>
        ))}
      </div>
      <details class="single-rules">
        <summary>Select single rules</summary>
        <div class="button-row">
          <button type="button" class="quiet" onClick={() => toggle(rules, true)}>
            Select all
          </button>
          <button type="button" class="quiet" onClick={() => toggle(rules, false)}>
            Select none
          </button>
        </div>
        {groups.map(({ name, rules: some }) => (
          <FieldGroup key={name} label={name}>
            {some.map((rule) => (
              <CheckBox
                key={rule.id}
                isChecked={!leftOut.has(rule.id)}
                onChecked={(isChecked) => toggle([rule], isChecked)}
              >
                <span>
                  {rule.title} <code class="rule-id">{rule.id}</code>
                </span>
              </CheckBox>
            ))}
          </FieldGroup>
        ))}
      </details>
    </FieldGroup>
  );
}
