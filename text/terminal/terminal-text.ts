import { jsonWithoutCiCommands, withoutCiCommands } from './ci-commands.ts';
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
 * Text for a terminal or the log of a CI. Our own sequences pass, other control characters are escaped, and no line is a command to a CI. Sequences are recognized by a mark, not by their
 * form, since a receiver may send the same. Pure.
 */
export function terminalText(text: string): string {
  if (begin === undefined) return shown(text);
  const [first = '', ...others] = text.split(begin);
  return [shown(first), ...others.map(withSequence)].join('');
}

function withSequence(part: string): string {
  const length = part.indexOf(end);
  return length < 0 ? shown(part) : part.slice(0, length) + shown(part.slice(length + end.length));
}

function shown(text: string): string {
  return withoutCiCommands(visible(text));
}

/** The stream with {@link terminalText} applied. Bytes are data and pass through. */
export function terminalStream<S extends NodeJS.WritableStream>(stream: S): S {
  return rewriting(stream, terminalText);
}

/**
 * The stream for data. In JSON, commands to a CI and, on a terminal, control characters are escaped, with the same value. Other data is
 * unchanged.
 */
export function dataStream<S extends NodeJS.WritableStream & { readonly isTTY?: boolean }>(stream: S): S {
  return rewriting(stream, (text) => {
    const data = /^[{[]/.test(text) ? jsonWithoutCiCommands(text) : text;
    return stream.isTTY ? escaped(data) : data;
  });
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
