import { HTTPParser } from 'http-parser-js';
import type { ResponseOutcome } from './outcome.ts';
import type { Header } from './request.ts';

/** Headers beyond this are refused by the parser (bytes). */
const maxHeadBytes = 80 * 1024;
/** How much of what is not HTTP is quoted (bytes). */
const quotedBytes = 40;

export type ReadResult =
  | { readonly kind: 'more'; readonly status?: number }
  | { readonly kind: 'done'; readonly response: ResponseOutcome; readonly mayKeep: boolean }
  | { readonly kind: 'broken'; readonly code: 'CLOSED' | 'BAD_ANSWER'; readonly message: string };

interface Head {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly Header[];
  readonly keepAlive: boolean;
}

interface ParsedHead {
  readonly statusCode: number;
  readonly statusMessage: string;
  readonly headers: readonly string[];
  readonly shouldKeepAlive: boolean;
}

/**
 * Reads one answer out of the bytes of a connection: interim 1xx answers are passed over, the body is kept up to `maxBodyBytes`
 * and given up there. Total reading is bounded, however the answer is framed.
 */
export class ResponseReader {
  readonly #parser = new HTTPParser(HTTPParser.RESPONSE);
  readonly #chunks: Buffer[] = [];
  readonly #maxBodyBytes: number;
  #bodyBytes = 0;
  #readBytes = 0;
  #start = '';
  #hadInterim = false;
  #head: Head | undefined;
  #complete = false;

  constructor(maxBodyBytes: number) {
    this.#maxBodyBytes = maxBodyBytes;
    this.#parser[HTTPParser.kOnHeadersComplete] = (info) => this.#onHead(info);
    this.#parser[HTTPParser.kOnBody] = (chunk, offset, length) => this.#onBody(chunk, offset, length);
    this.#parser[HTTPParser.kOnMessageComplete] = () => this.#onComplete();
  }

  push(bytes: Buffer): ReadResult {
    if (this.#start.length < quotedBytes) this.#start += bytes.toString('latin1', 0, quotedBytes);
    this.#readBytes += bytes.length;
    const error = this.#execute(bytes);
    if (this.#complete) return this.#done(this.#head?.keepAlive === true);
    if (error) return this.#malformed(error);
    if (this.#readBytes > this.#maxBodyBytes + maxHeadBytes) {
      return this.#head
        ? this.#done(false)
        : broken('BAD_ANSWER', 'interim answers (1xx) came without an end');
    }
    return this.#head ? { kind: 'more', status: this.#head.status } : { kind: 'more' };
  }

  /** The other side ended the connection: an answer without framing ends here, any other is broken. */
  end(): ReadResult {
    if (this.#readBytes === 0) return broken('CLOSED', 'the connection was closed without an answer');
    const error = this.#parser.finish();
    if (this.#complete) return this.#done(false);
    if (this.#head || this.#hadInterim || error instanceof Error) {
      return broken('CLOSED', 'the connection was closed in the middle of the answer');
    }
    return this.#malformed(new Error('its first line has no end'));
  }

  #execute(bytes: Buffer): Error | undefined {
    try {
      const result = this.#parser.execute(bytes);
      return result instanceof Error ? result : undefined;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  #malformed(error: NodeJS.ErrnoException): ReadResult {
    const start = this.#start.slice(0, quotedBytes);
    if (!/^HTTP\/\d\.\d \d{3}/.test(start)) {
      return broken('BAD_ANSWER', `what was answered is not HTTP: it begins with ${JSON.stringify(start)}`);
    }
    return broken('BAD_ANSWER', `the answer is malformed HTTP: ${error.code ?? error.message}`);
  }

  #done(mayKeep: boolean): ReadResult {
    const head = this.#head ?? { status: 0, reason: '', headers: [] };
    const { status, reason, headers } = head;
    const bodyComplete = this.#complete && this.#bodyBytes <= this.#maxBodyBytes;
    return {
      kind: 'done',
      response: {
        kind: 'response',
        status,
        reason,
        headers,
        body: Buffer.concat(this.#chunks),
        bodyComplete,
      },
      mayKeep: mayKeep && bodyComplete,
    };
  }

  /** Returns whether the answer has no body, whatever its headers say (RFC 9112, 6.3). */
  #onHead({ statusCode: status, statusMessage: reason, ...info }: ParsedHead): number {
    const headers = pairs(info.headers);
    assertContentLength(headers);
    const isInterim = status < 200 && status !== 101;
    if (isInterim) this.#hadInterim = true;
    else this.#head ??= { status, reason, headers, keepAlive: info.shouldKeepAlive && status !== 101 };
    return isInterim || status === 204 || status === 304 ? 1 : 0;
  }

  #onBody(chunk: Buffer, offset: number, length: number): void {
    // The parser takes a negative chunk size for a way back, and could go round for ever.
    if (length < 0) throw new Error('a chunk has a negative size');
    if (this.#complete) return;
    const room = this.#maxBodyBytes - this.#bodyBytes;
    this.#bodyBytes += length;
    if (room > 0) this.#chunks.push(Buffer.from(chunk.subarray(offset, offset + Math.min(length, room))));
  }

  #onComplete(): void {
    if (this.#head) this.#complete = true;
  }
}

/** The parser takes any number, even a negative one. */
function assertContentLength(headers: readonly Header[]): void {
  for (const [name, value] of headers) {
    if (name.toLowerCase() === 'content-length' && !/^\d{1,15}$/.test(value)) {
      throw new Error(`Content-Length is ${JSON.stringify(value.slice(0, 40))}`);
    }
  }
}

function broken(code: 'CLOSED' | 'BAD_ANSWER', message: string): ReadResult {
  return { kind: 'broken', code, message };
}

function pairs(flat: readonly string[]): Header[] {
  const headers: Header[] = [];
  for (let at = 0; at + 1 < flat.length; at += 2) headers.push([flat[at] ?? '', flat[at + 1] ?? '']);
  return headers;
}
