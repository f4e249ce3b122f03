import type { Piece } from './piece.ts';

const [carriageReturn, lineFeed] = [0x0d, 0x0a];

/** Splits pieces into lines. Reads each byte once, however the lines are split. */
export class LineReader {
  #begun = '';

  /** The next line without its end, CR LF or LF; undefined if the piece ends within it. */
  next(piece: Piece): string | undefined {
    const { bytes, at } = piece;
    const end = endOfLine(bytes, at);
    piece.at = Math.min(bytes.length, end + 1);
    if (end === bytes.length) {
      this.#begun += bytes.toString('latin1', at, end);
      return undefined;
    }
    if (this.#begun !== '') return this.#endBegun(bytes.toString('latin1', at, end));
    return bytes.toString('latin1', at, end > at && bytes[end - 1] === carriageReturn ? end - 1 : end);
  }

  #endBegun(rest: string): string {
    const line = this.#begun + rest;
    this.#begun = '';
    return line.endsWith('\r') ? line.slice(0, -1) : line;
  }
}

function endOfLine(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== lineFeed) at += 1;
  return at;
}
