import type { ResponseOutcome } from '../outcome.ts';
import { type BodyReader, bodyReaderOf } from './body.ts';
import { CappedBytes } from './capped-bytes.ts';
import { framingOf, isKeptOpen } from './framing.ts';
import { HeadReader, maxHeadBytes, type ResponseHead } from './head.ts';
import { MalformedResponse } from './malformed.ts';
import type { Piece } from './piece.ts';

/** How much of a response that isn't HTTP is quoted (bytes). */
const quotedBytes = 40;

export type ReadResult =
  | { readonly kind: 'more'; readonly status?: number }
  | {
      readonly kind: 'done';
      readonly response: ResponseOutcome;
      readonly mayKeep: boolean;
      /** Bytes after the end of the response, on a connection that the response keeps open. */
      readonly excessBytes: number;
    }
  | { readonly kind: 'broken'; readonly code: 'CLOSED' | 'BAD_ANSWER'; readonly message: string };

/**
 * Reads one response from the bytes of a connection: skips interim 1xx responses, and stops at `maxBodyBytes`. Reading is bounded for every
 * framing, and its cost is linear in the bytes.
 */
export class ResponseReader {
  readonly #maxBodyBytes: number;
  readonly #kept: CappedBytes;
  #readBytes = 0;
  #start = '';
  #hadInterim = false;
  #headReader = new HeadReader();
  #head: ResponseHead | undefined;
  #body: BodyReader | undefined;
  #endsWithConnection = false;
  #keepsOpen = false;
  #isComplete = false;

  constructor(maxBodyBytes: number) {
    this.#maxBodyBytes = maxBodyBytes;
    this.#kept = new CappedBytes(maxBodyBytes);
  }

  push(bytes: Buffer): ReadResult {
    if (this.#start.length < quotedBytes) this.#start += bytes.toString('latin1', 0, quotedBytes);
    this.#readBytes += bytes.length;
    const piece = { bytes, at: 0 };
    const trouble = this.#read(piece);
    if (trouble !== undefined) return this.#malformed(trouble);
    // Extra data after a response was not requested. It would be read as the next response.
    if (this.#isComplete && this.#head)
      return this.#done(this.#head, this.#keepsOpen, bytes.subarray(piece.at));
    if (this.#readBytes > this.#maxBodyBytes + maxHeadBytes) {
      return this.#head
        ? this.#done(this.#head, false)
        : broken('BAD_ANSWER', 'endless interim responses (1xx)');
    }
    return this.#head ? { kind: 'more', status: this.#head.status } : { kind: 'more' };
  }

  /** The other side closed the connection. A response without framing ends here, any other is broken. */
  end(): ReadResult {
    if (this.#readBytes === 0) return broken('CLOSED', 'the connection was closed without a response');
    if (this.#head && this.#endsWithConnection) {
      this.#isComplete = true;
      return this.#done(this.#head, false);
    }
    if (this.#head || this.#hadInterim || this.#headReader.hasStatus) {
      return broken('CLOSED', 'the connection was closed in the middle of the response');
    }
    return this.#malformed('its first line has no end');
  }

  /** What is malformed, if anything. */
  #read(piece: Piece): string | undefined {
    try {
      while (!this.#isComplete && piece.at < piece.bytes.length) {
        if (this.#body) this.#isComplete = this.#body.read(piece, this.#kept);
        else this.#onHead(this.#headReader.read(piece));
      }
      return undefined;
    } catch (error) {
      if (error instanceof MalformedResponse) return error.message;
      throw error;
    }
  }

  #onHead(head: ResponseHead | undefined): void {
    if (!head) return;
    const framing = framingOf(head);
    if (head.status < 200 && head.status !== 101) {
      this.#hadInterim = true;
      this.#headReader = new HeadReader();
      return;
    }
    this.#head = head;
    this.#keepsOpen = isKeptOpen(head, framing) && head.status !== 101;
    this.#endsWithConnection = framing.kind === 'until-close';
    if (framing.kind === 'none') this.#isComplete = true;
    else this.#body = bodyReaderOf(framing);
  }

  #malformed(what: string): ReadResult {
    const start = this.#start.slice(0, quotedBytes);
    if (!/^HTTP\/\d\.\d \d{3}/.test(start)) {
      return broken('BAD_ANSWER', `the response is not HTTP: it begins with ${JSON.stringify(start)}`);
    }
    return broken('BAD_ANSWER', `the response is malformed HTTP: ${what}`);
  }

  #done(
    { status, reason, headers }: ResponseHead,
    keepsOpen: boolean,
    excess: Buffer = Buffer.alloc(0),
  ): ReadResult {
    const bodyComplete = this.#isComplete && this.#kept.isWhole;
    const body = this.#kept.bytes();
    return {
      kind: 'done',
      response: { kind: 'response', status, reason, headers, body, bodyComplete },
      mayKeep: keepsOpen && excess.length === 0 && bodyComplete,
      excessBytes: keepsOpen && !isHarmless(excess) ? excess.length : 0,
    };
  }
}

/** Another response, or a line break, which clients skip. */
function isHarmless(excess: Buffer): boolean {
  return /^(HTTP\/|[\r\n]*$)/.test(excess.toString('latin1', 0, quotedBytes));
}

function broken(code: 'CLOSED' | 'BAD_ANSWER', message: string): ReadResult {
  return { kind: 'broken', code, message };
}
