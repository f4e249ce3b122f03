import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface FieldGroupProps {
  label: ComponentChildren;
  problem?: string | undefined;
  /** The inputs. Those of a group with a problem are invalid. */
  children: ComponentChildren;
}

/** Several inputs with one label and one problem, linked for screen readers. */
export function FieldGroup({ label, problem, children }: FieldGroupProps) {
  const noteId = useId();
  return (
    <fieldset class="field-group" aria-describedby={problem === undefined ? undefined : noteId}>
      <legend class="field-label">{label}</legend>
      {children}
      {problem !== undefined && (
        <small id={noteId} class="field-problem" role="alert">
          <span aria-hidden="true">✕ </span>
          {problem}
        </small>
      )}
    </fieldset>
  );
}
