import type { ComponentChildren } from 'preact';
import { Field, type FieldProps } from './field.tsx';

type Labels = Omit<FieldProps, 'children'>;

interface TextFieldProps extends Labels {
  type?: 'text' | 'url' | 'password' | 'number';
  value: string | number;
  onValue: (value: string) => void;
  inputMode?: 'numeric' | 'tel';
  max?: number;
  maxLength?: number;
  min?: number;
  placeholder?: string;
  spellcheck?: boolean;
}

/** A labeled one-line input. */
export function TextField({ label, help, problem, onValue, ...input }: TextFieldProps) {
  // Typed as a plain object: Preact restricts the roles of each input type, and none of these inputs has a role.
  const attributes: object = { type: 'text', autocomplete: 'off', ...input };
  return (
    <Field label={label} help={help} problem={problem}>
      {(tied) => (
        <input {...attributes} {...tied} onInput={({ currentTarget }) => onValue(currentTarget.value)} />
      )}
    </Field>
  );
}

/** The values of a select, with a name if it is another. */
type OptionList = readonly (string | readonly [value: string, name: string])[];

/** The options of a select. */
export function Options({ of }: { of: OptionList }) {
  return of.map((option) => {
    const [value, name] = typeof option === 'string' ? [option, option] : option;
    return (
      <option key={value} value={value}>
        {name}
      </option>
    );
  });
}

interface SelectFieldProps extends Labels {
  value: string;
  onValue: (value: string) => void;
  options: OptionList;
}

/** A labeled select. */
export function SelectField({ value, onValue, options, ...labels }: SelectFieldProps) {
  return (
    <Field {...labels}>
      {(tied) => (
        <select {...tied} value={value} onChange={({ currentTarget }) => onValue(currentTarget.value)}>
          <Options of={options} />
        </select>
      )}
    </Field>
  );
}

interface CheckBoxProps {
  isChecked: boolean;
  /** Stands for several boxes, of which some are checked. */
  isMixed?: boolean;
  onChecked: (isChecked: boolean) => void;
  /** The label next to it. */
  children: ComponentChildren;
  class?: string;
  title?: string;
  isDisabled?: boolean;
  isInvalid?: boolean;
}

/** A labeled checkbox. */
export function CheckBox(props: CheckBoxProps) {
  return (
    <label class={props.class} title={props.title}>
      <input
        type="checkbox"
        checked={props.isChecked}
        indeterminate={props.isMixed ?? false}
        disabled={props.isDisabled ?? false}
        aria-invalid={props.isInvalid ? true : undefined}
        onChange={({ currentTarget }) => props.onChecked(currentTarget.checked)}
      />
      {props.children}
    </label>
  );
}
