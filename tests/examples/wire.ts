import { createHmac } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { secret } from './running-receiver.ts';

export interface Answer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

export interface RequestOptions {
  readonly method?: string;
  readonly path?: string;
  /** X-Signature headers, one for each value; default: the genuine one. */
  readonly signatures?: readonly string[];
  readonly headers?: readonly string[];
  /** Default: one piece, with its length. */
  readonly chunkSize?: number | undefined;
}

/** Base64(HMAC-SHA256(secret, raw body)), as the vendor says. */
export function sign(body: Uint8Array, key: string = secret): string {
  return createHmac('sha256', key).update(body).digest('base64');
}

/** A message as bytes; text is sent as it is, anything else as JSON. */
export function bytesOf(message: unknown): Buffer {
  if (message instanceof Uint8Array) return Buffer.from(message);
  return Buffer.from(typeof message === 'string' ? message : JSON.stringify(message));
}

/** The bytes of a request: text in Latin-1, so that a header can contain any byte. */
export function requestBytes(message: unknown, options: RequestOptions = {}): Buffer {
  const body = bytesOf(message);
  const { method = 'POST', path = '/webhook', signatures = [sign(body)], chunkSize } = options;
  const framing = chunkSize === undefined ? `Content-Length: ${body.length}` : 'Transfer-Encoding: chunked';
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    ...(options.headers ?? ['Content-Type: application/json']),
    ...signatures.map((signature) => `X-Signature: ${signature}`),
    framing,
  ];
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  return Buffer.concat([head, chunkSize === undefined ? body : inChunks(body, chunkSize)]);
}

function inChunks(body: Buffer, chunkSize: number): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0; at < body.length; at += chunkSize) {
    const chunk = body.subarray(at, at + chunkSize);
    chunks.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n'));
  }
  return Buffer.concat([...chunks, Buffer.from('0\r\n\r\n')]);
}

/** One connection to a receiver, with consecutive requests. */
export class Connection {
  readonly socket: Socket;
  #received = Buffer.alloc(0);
  #isClosed = false;
  #wake = () => {};

  constructor(port: number) {
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.socket.on('data', (bytes: Buffer) => {
      this.#received = Buffer.concat([this.#received, bytes]);
      this.#wake();
    });
    this.socket.on('error', () => {});
    this.socket.on('close', () => {
      this.#isClosed = true;
      this.#wake();
    });
  }

  /** Sends bytes and reads one response; `undefined` if the connection was closed without one. */
  async exchange(bytes: Uint8Array): Promise<Answer | undefined> {
    this.socket.write(bytes);
    return this.answer();
  }

  /** Reads one response, for at most 10 s. */
  async answer(): Promise<Answer | undefined> {
    const deadline = setTimeout(() => this.socket.destroy(new Error('no answer within 10 s')), 10_000);
    try {
      for (;;) {
        const answer = this.#take();
        if (answer || this.#isClosed) return answer;
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    } finally {
      clearTimeout(deadline);
    }
  }

  close(): void {
    this.socket.destroy();
  }

  #take(): Answer | undefined {
    const headEnd = this.#received.indexOf('\r\n\r\n');
    if (headEnd < 0) return undefined;
    const [statusLine = '', ...lines] = this.#received.toString('latin1', 0, headEnd).split('\r\n');
    const headers = new Map(
      lines.map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
      }),
    );
    const length = Number(headers.get('content-length') ?? 0);
    const end = headEnd + 4 + length;
    if (this.#received.length < end) return undefined;
    const body = this.#received.toString('utf8', headEnd + 4, end);
    this.#received = this.#received.subarray(end);
    return { status: Number(statusLine.split(' ')[1]), headers, body };
  }
}
