/** Focuses the first field with a problem, after the next render, when the fields show their problems. */
export function focusOnProblem(form: HTMLFormElement): void {
  setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
