import type { Redactor } from '../../text/secrets/redact.ts';
import { visible } from '../../text/terminal/visible.ts';
import { valueInWords } from '../../text/words/quote.ts';

/** How many lines of the stack trace to show. */
const shownLines = 4;

/** Prints an error of the receiver, once per check: the report can only show a closed connection or a 500. */
export function warnOnce(redactor: Redactor): (error: unknown) => void {
  let hasWarned = false;
  return (error) => {
    if (hasWarned) return;
    hasWarned = true;
    const what = error instanceof Error ? (error.stack ?? error.message) : valueInWords(error);
    const shown = what.split('\n').slice(0, shownLines).join('\n');
    process.emitWarning(visible(redactor.text(`the receiver threw ${shown}`)), 'HookswitchWarning');
  };
}
