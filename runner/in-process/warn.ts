import { valueInWords } from '../../text/quote.ts';
import type { Redactor } from '../../text/redact.ts';
import { visible } from '../../text/visible.ts';

/** Lines of a stack trace that lead to the place. */
const shownLines = 4;

/** Tells what a receiver threw, once for a check: all that the report can show is a closed connection, or a 500. */
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
