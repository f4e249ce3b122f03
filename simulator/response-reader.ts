import { HTTPParser } from 'http-parser-js';
import type { ResponseOutcome } from './outcome.ts';
import type { Header } from './request.ts';

/** Headers beyond this are refused by the parser (bytes). */
const maxHeadBytes = 80 * 1024;

export type ReadResult =
  | { readonly kind: 'more'; readonly status?: number }
  | { readonly kind: 'done'; readonly response: ResponseOutcome; readonly mayKeep: boolean }
  | { readonly kind: 'broken'; readonly code: 'CLOSED' | 'BAD_ANSWER'; readonly message: string };

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
  #head: { status: number; reason: string; headers: Header[]; keepAlive: boolean } | undefined;
  #complete = false;

  constructor(maxBodyBytes: number) {
    this.#maxBodyBytes = maxBodyBytes;
    this.#parser[HTTPParser.kOnHeadersComplete] = (info) => this.#onHead(info);
    this.#parser[HTTPParser.kOnBody] = (chunk, offset, length) =>
      this.#onBody(chunk.subarray(offset, offset + length));
    this.#parser[HTTPParser.kOnMessageComplete] = () => this.#onComplete();
  }

  push(bytes: Buffer): ReadResult {
    this.#readBytes += bytes.length;
    return this.#result(this.#execute(bytes));
  }

  /** The other side ended the connection: an answer without framing ends here, any other is broken. */
  end(): ReadResult {
    if (this.#readBytes === 0) return broken('CLOSED', 'the connection was closed without an answer');
    const error = this.#parser.finish();
    if (this.#complete) return this.#done(false);
    if (this.#head || error instanceof Error) {
      return broken('CLOSED', 'the connection was closed in the middle of the answer');
    }
    return broken('BAD_ANSWER', 'what was answered is not HTTP');
  }

  #execute(bytes: Buffer): Error | undefined {
    try {
      const result = this.#parser.execute(bytes);
      return result instanceof Error ? result : undefined;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  #result(error: Error | undefined): ReadResult {
    if (this.#complete) return this.#done(this.#head?.keepAlive === true);
    if (error) return broken('BAD_ANSWER', `what was answered is not HTTP (${error.message})`);
    if (this.#head && this.#readBytes > this.#maxBodyBytes + maxHeadBytes) return this.#done(false);
    return this.#head ? { kind: 'more', status: this.#head.status } : { kind: 'more' };
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

  #onHead(info: {
    statusCode: number;
    statusMessage: string;
    headers: string[];
    shouldKeepAlive: boolean;
  }): undefined {
    if (this.#complete) return;
    if (info.statusCode < 200 && info.statusCode !== 101) return;
    const headers = pairs(info.headers);
    for (const [name, value] of headers) {
      if (name.toLowerCase() === 'content-length' && !/^\d{1,15}$/.test(value)) {
        throw new Error(`Content-Length is "${value.slice(0, 40)}"`);
      }
    }
    const { statusCode: status, statusMessage: reason, shouldKeepAlive: keepAlive } = info;
    this.#head = { status, reason, headers, keepAlive };
  }

  #onBody(chunk: Buffer): void {
    if (this.#complete) return;
    const room = this.#maxBodyBytes - this.#bodyBytes;
    this.#bodyBytes += chunk.length;
    if (room > 0) this.#chunks.push(Buffer.from(chunk.subarray(0, room)));
  }

  #onComplete(): void {
    if (this.#head) this.#complete = true;
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
