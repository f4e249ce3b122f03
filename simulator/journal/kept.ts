import type { Outcome } from '../wire/outcome.ts';
import type { Header } from '../wire/request.ts';

/** How much of a response body a journal stores (bytes). */
const keptBodyBytes = 16 * 1024;
/** How much of a response head a journal stores (characters, which are bytes). */
const keptHeadBytes = 16 * 1024;
/** How much of a status text or an error a journal stores (characters). */
const keptTextLength = 1024;
const cutMark = '… (cut)';

/** An outcome as it is stored. A long response is cut and says so: `bodyComplete` is false, a text ends with `… (cut)`. */
export function kept(outcome: Outcome): Outcome {
  switch (outcome.kind) {
    case 'response': {
      const isCut = outcome.body.length > keptBodyBytes;
      return {
        ...outcome,
        reason: cutText(outcome.reason, keptTextLength),
        headers: cutHead(outcome.headers),
        // A copy, so that the cut part can be freed.
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

/** Whole headers, as long as they fit. Only the name of the first one that doesn't fit is stored. */
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
