import type { CappedBytes } from './capped-bytes.ts';

/** Bytes that arrived together, and how far they are read. */
export interface Piece {
  readonly bytes: Buffer;
  at: number;
}

/** Moves up to this many bytes into the body and returns how many. */
export function moveBytes(piece: Piece, most: number, body: CappedBytes): number {
  const from = piece.at;
  piece.at = Math.min(piece.bytes.length, from + most);
  body.take(piece.bytes, from, piece.at);
  return piece.at - from;
}
