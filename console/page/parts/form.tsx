import type { ComponentChildren, TargetedSubmitEvent } from 'preact';

interface FormProps {
  class?: string;
  onSubmit: () => void | Promise<void>;
  children: ComponentChildren;
}

/** A form whose problems are shown by its fields. After a submit, the first field with a problem gets the focus. */
export function Form({ class: look, onSubmit, children }: FormProps) {
  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    await onSubmit();
    // After the next render, when the fields show their problems.
    setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  return (
    <form class={look} noValidate onSubmit={submit}>
      {children}
    </form>
  );
}
