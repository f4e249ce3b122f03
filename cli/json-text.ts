/**
 * The value of a JSON text. A mistake is told by its place and not by what stands around it: the file may be another one than was
 * meant, and hold a secret.
 *
 * @throws SyntaxError such as "line 3, column 7: Expected ',' or '}' after property value".
 */
export function parseJson(text: string): unknown {
  const plain = text.replace(/^\ufeff/, '');
  const message = mistakeOf(plain);
  if (message === undefined) return JSON.parse(plain);
  // What follows a quotation mark is a part of the text.
  const what = message.replace(/, \.*".*$/s, '').replace(/(?: in JSON)? at position .*$/s, '');
  throw new SyntaxError(`${place(plain, positionOf(message, plain))}: ${what}`);
}

function positionOf(message: string, text: string): number {
  const told = / at position (\d+)/.exec(message)?.[1];
  if (told !== undefined) return Number(told);
  return message.startsWith(unexpectedToken) ? placeOfToken(text) : text.length;
}

function mistakeOf(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const unexpectedToken = 'Unexpected token';

/** V8 names no position for an unexpected token: it is where the shortest beginning ends that fails in this way. */
function placeOfToken(text: string): number {
  let [good, bad] = [0, text.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (mistakeOf(text.slice(0, middle))?.startsWith(unexpectedToken)) bad = middle;
    else good = middle;
  }
  return good;
}

function place(text: string, at: number): string {
  const lines = text.slice(0, at).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
}
