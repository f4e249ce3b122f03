import { randomBytes } from 'node:crypto';
import { escaped, visible } from './visible.ts';

/** Nobody else can write it: what stands between the two is ours, and everything else is only shown. */
const begin = `\u001b<${randomBytes(16).toString('hex')}`;
const end = '\u001b>';

/** A stream that may be a terminal. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

/** A sequence that a terminal is to obey, such as a color: {@link terminalText} lets it through. */
export function own(sequence: string): string {
  return `${begin}${sequence}${end}`;
}

/** Takes away what a terminal shows on this line. */
export const clearLine = own('\r\u001b[2K');

/**
 * Text as it goes to a terminal: our own sequences as they are, and escaped whatever else a terminal would obey or not show. A sequence
 * is told by who wrote it, and not by its form, since a receiver may write the same. Pure.
 */
export function terminalText(text: string): string {
  const [first = '', ...others] = text.split(begin);
  return [visible(first), ...others.map(withSequence)].join('');
}

function withSequence(part: string): string {
  const length = part.indexOf(end);
  return length < 0 ? visible(part) : part.slice(0, length) + visible(part.slice(length + end.length));
}

/** The stream with {@link terminalText} before it. Bytes are data, and go through. */
export function terminalStream<S extends NodeJS.WritableStream>(stream: S): S {
  return rewriting(stream, terminalText);
}

/** The stream for data. JSON on a terminal has the same value, and escapes for what the terminal would obey; off a terminal it is left alone. */
export function dataStream<S extends NodeJS.WritableStream & { readonly isTTY?: boolean }>(stream: S): S {
  return stream.isTTY ? rewriting(stream, escaped) : stream;
}

function rewriting<S extends NodeJS.WritableStream>(stream: S, rewrite: (text: string) => string): S {
  const write = (chunk: string | Uint8Array, ...rest: []) =>
    stream.write(typeof chunk === 'string' ? rewrite(chunk) : chunk, ...rest);
  return new Proxy(stream, {
    get(target, key) {
      if (key === 'write') return write;
      const value = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
