import type { Header } from '../request.ts';
import { MalformedResponse } from './malformed.ts';

const [tab, blank, colon] = [0x09, 0x20, 0x3a];

/**
 * Parses header lines leniently: a folded value is joined, and an invalid line is skipped. No regular expressions, since a receiver chooses
 * the lines: each character is read a fixed number of times.
 */
export class HeaderLines {
  readonly #headers: [name: string, value: string][] = [];

  get all(): readonly Header[] {
    return this.#headers;
  }

  /** @throws MalformedResponse */
  push(line: string): void {
    assertNoCarriageReturn(line);
    const nameLength = nameLengthOf(line);
    if (nameLength > 0) this.#headers.push([line.slice(0, nameLength), trimmed(line, nameLength + 1)]);
    else if (isBlank(line, 0)) this.#continue(trimmed(line, 0));
  }

  /** RFC 9112, 5.2: a fold stands for a space. */
  #continue(rest: string): void {
    const last = this.#headers.at(-1);
    if (last && rest !== '') last[1] += last[1] === '' ? rest : ` ${rest}`;
  }
}

/** @throws MalformedResponse */
export function assertNoCarriageReturn(line: string): void {
  if (line.includes('\r')) throw new MalformedResponse('a header contains a carriage return');
}

/** Up to the colon; 0 if the line doesn't begin with a name and a colon. */
function nameLengthOf(line: string): number {
  for (let at = 0; at < line.length; at += 1) {
    if (line.charCodeAt(at) === colon) return at;
    if (isBlank(line, at)) return 0;
  }
  return 0;
}

/** The text from there on, without spaces and tabs around it. */
function trimmed(text: string, from: number): string {
  let start = from;
  let end = text.length;
  while (start < end && isBlank(text, start)) start += 1;
  while (end > start && isBlank(text, end - 1)) end -= 1;
  return text.slice(start, end);
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === blank || code === tab;
}
