import { escaped, visible } from './visible.ts';

/** Only this process can write this mark. Text between two marks comes from Hookswitch; everything else is shown as text. */
let begin: string | undefined;
const end = '\u001b>';

/** A stream that may be a terminal. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

/** A control sequence for the terminal, such as a color. {@link terminalText} lets it through. */
export function own(sequence: string): string {
  // Loaded only now: help needs no mark, and would take several milliseconds longer.
  begin ??= `\u001b<${process.getBuiltinModule('node:crypto').randomBytes(16).toString('hex')}`;
  return `${begin}${sequence}${end}`;
}

/** Clears the current line of a terminal. */
export function clearLine(): string {
  return own('\r\u001b[2K');
}

/**
 * Text for a terminal. Our own sequences pass, and other control characters are escaped. Sequences are recognized by a mark, not by their
 * form, since a receiver may send the same. Pure.
 */
export function terminalText(text: string): string {
  if (begin === undefined) return visible(text);
  const [first = '', ...others] = text.split(begin);
  return [visible(first), ...others.map(withSequence)].join('');
}

function withSequence(part: string): string {
  const length = part.indexOf(end);
  return length < 0 ? visible(part) : part.slice(0, length) + visible(part.slice(length + end.length));
}

/** The stream with {@link terminalText} applied. Bytes are data and pass through. */
export function terminalStream<S extends NodeJS.WritableStream>(stream: S): S {
  return rewriting(stream, terminalText);
}

/** The stream for data. On a terminal, control characters in JSON are escaped, with the same value. Otherwise data is unchanged. */
export function dataStream<S extends NodeJS.WritableStream & { readonly isTTY?: boolean }>(stream: S): S {
  return rewriting(stream, stream.isTTY ? escaped : (text) => text);
}

/** Writes to the stream as it is now, even if somebody replaces its `write` later. */
function rewriting<S extends NodeJS.WritableStream>(stream: S, rewrite: (text: string) => string): S {
  const original = stream.write.bind(stream) as (chunk: string | Uint8Array, ...rest: []) => boolean;
  const write = (chunk: string | Uint8Array, ...rest: []) =>
    original(typeof chunk === 'string' ? rewrite(chunk) : chunk, ...rest);
  return new Proxy(stream, {
    get(target, key) {
      if (key === 'write') return write;
      const value = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
