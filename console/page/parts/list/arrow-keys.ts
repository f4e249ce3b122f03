const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** For lists of links or buttons: arrow keys move between them, in addition to the tab key. `selector` finds them all. */
export function arrowKeys(selector: string): (event: KeyboardEvent) => void {
  return (event) => {
    const step = steps[event.key];
    const from = (event.target as Element).closest(selector);
    if (step === undefined || from === null) return;
    const all = [...document.querySelectorAll<HTMLElement>(selector)];
    const to = all[all.indexOf(from as HTMLElement) + step];
    if (to === undefined) return;
    event.preventDefault();
    to.focus();
  };
}
