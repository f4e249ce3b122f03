import type { Outcome } from '../wire/outcome.ts';
import type { Header } from '../wire/request.ts';

/** How much of an answer's body a journal keeps (bytes). */
export const keptBodyBytes = 16 * 1024;
/** How much of an answer's head a journal keeps (characters, which are bytes). */
export const keptHeadBytes = 16 * 1024;
/** How much of a status line's text, or of what went wrong, a journal keeps (characters). */
const keptTextLength = 1024;
const cutMark = '… (cut)';

/** An outcome as it is journalled: a long answer is cut, and says so: `bodyComplete` is false, a text ends in `… (cut)`. */
export function kept(outcome: Outcome): Outcome {
  switch (outcome.kind) {
    case 'response': {
      const isCut = outcome.body.length > keptBodyBytes;
      return {
        ...outcome,
        reason: cutText(outcome.reason, keptTextLength),
        headers: cutHead(outcome.headers),
        // A copy, so that what is cut off is not held in memory.
        body: isCut ? Buffer.from(outcome.body.subarray(0, keptBodyBytes)) : outcome.body,
        bodyComplete: outcome.bodyComplete && !isCut,
      };
    }
    case 'connection-failed':
      return { ...outcome, message: cutText(outcome.message, keptTextLength) };
    default:
      return outcome;
  }
}

/** Whole headers as long as there is room; of the first that has none the name is kept. */
function cutHead(headers: readonly Header[]): readonly Header[] {
  let room = keptHeadBytes;
  for (const [at, [name, value]] of headers.entries()) {
    room -= name.length + value.length;
    if (room < 0) return [...headers.slice(0, at), [cutText(name, keptTextLength), cutMark]];
  }
  return headers;
}

function cutText(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}${cutMark}`;
}
