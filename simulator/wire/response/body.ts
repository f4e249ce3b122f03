import type { CappedBytes } from './capped-bytes.ts';
import { ChunkedBody } from './chunked-body.ts';
import type { Framing } from './framing.ts';
import { moveBytes, type Piece } from './piece.ts';

/** Reads a body from pieces. */
export interface BodyReader {
  /** Reads from the piece. True: the body ends there. @throws MalformedResponse */
  read(piece: Piece, body: CappedBytes): boolean;
}

export function bodyReaderOf(framing: Exclude<Framing, { readonly kind: 'none' }>): BodyReader {
  if (framing.kind === 'chunked') return new ChunkedBody();
  return new SizedBody(framing.kind === 'length' ? framing.bytes : Number.POSITIVE_INFINITY);
}

class SizedBody implements BodyReader {
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  read(piece: Piece, body: CappedBytes): boolean {
    this.#left -= moveBytes(piece, this.#left, body);
    return this.#left === 0;
  }
}
