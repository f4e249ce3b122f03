import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** Spread it on the input: `{(input) => <input type="url" {...input} />}`. */
interface InputAttributes {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

export interface FieldProps {
  label: string;
  /** Help, shown below the input. */
  help?: string | undefined;
  /** An error, shown instead of the help. */
  problem?: string | undefined;
  children: (input: InputAttributes) => ComponentChildren;
}

/** A labeled input with its help or error, linked for screen readers. */
export function Field({ label, help, problem, children }: FieldProps) {
  const id = useId();
  const note = problem ?? help;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        'aria-describedby': note === undefined ? undefined : `${id}-note`,
        'aria-invalid': problem === undefined ? undefined : true,
      })}
      {note !== undefined && (
        <small id={`${id}-note`} class={problem === undefined ? undefined : 'field-problem'}>
          {problem !== undefined && <span aria-hidden="true">✕ </span>}
          {note}
        </small>
      )}
    </div>
  );
}
