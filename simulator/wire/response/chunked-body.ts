import type { CappedBytes } from './capped-bytes.ts';
import { assertNoCarriageReturn } from './headers.ts';
import { LineReader } from './lines.ts';
import { MalformedResponse } from './malformed.ts';
import { moveBytes, type Piece } from './piece.ts';

/** A chunked body (RFC 9112, 7.1). Chunk extensions and trailers are read and ignored. */
export class ChunkedBody {
  readonly #lines = new LineReader();
  #next: 'size' | 'data' | 'end-of-chunk' | 'trailers' = 'size';
  #left = 0;

  /** Reads from the piece. True: the body ends there. @throws MalformedResponse */
  read(piece: Piece, body: CappedBytes): boolean {
    while (piece.at < piece.bytes.length) {
      if (this.#next === 'data') this.#readData(piece, body);
      else if (this.#readLine(this.#lines.next(piece))) return true;
    }
    return false;
  }

  #readData(piece: Piece, body: CappedBytes): void {
    this.#left -= moveBytes(piece, this.#left, body);
    if (this.#left === 0) this.#next = 'end-of-chunk';
  }

  #readLine(line: string | undefined): boolean {
    if (line === undefined) return false;
    if (this.#next === 'trailers') return isLastTrailer(line);
    if (this.#next === 'end-of-chunk') this.#endChunk(line);
    else this.#startChunk(line);
    return false;
  }

  #startChunk(line: string): void {
    // Anything but a number ends the body, as in many clients.
    this.#left = Number.parseInt(line, 16) || 0;
    if (this.#left < 0) throw new MalformedResponse('a chunk has a negative size');
    this.#next = this.#left > 0 ? 'data' : 'trailers';
  }

  #endChunk(line: string): void {
    if (line !== '') throw new MalformedResponse('a chunk is longer than its size');
    this.#next = 'size';
  }
}

function isLastTrailer(line: string): boolean {
  assertNoCarriageReturn(line);
  return line === '';
}
