import { Readable, Writable } from 'node:stream';
import type { Io } from '../../cli/io.ts';

export interface FakeIo {
  readonly io: Io;
  readonly out: () => string;
  readonly outBytes: () => Buffer;
  readonly err: () => string;
  /** What Ctrl-C does. */
  readonly interrupt: () => void;
}

export interface FakeIoOptions {
  readonly stdin?: string | Uint8Array | NodeJS.ReadableStream;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly isTerminal?: boolean;
}

/** The world outside a command, held in memory. Without options it is a pipe, an empty environment and nothing to read. */
export function fakeIo(options: FakeIoOptions = {}): FakeIo {
  const { stdin = '', env = {}, cwd = '.', isTerminal = false } = options;
  const controller = new AbortController();
  const [out, err] = [collector(), collector()];
  const ofTerminal = isTerminal ? { isTTY: true, columns: 100 } : {};
  const io: Io = {
    stdin:
      typeof stdin === 'string' || stdin instanceof Uint8Array ? Readable.from([Buffer.from(stdin)]) : stdin,
    stdout: Object.assign(out.stream, ofTerminal),
    stderr: Object.assign(err.stream, ofTerminal),
    env,
    cwd,
    signal: controller.signal,
  };
  return {
    io,
    out: () => out.bytes().toString('utf8'),
    outBytes: out.bytes,
    err: () => err.bytes().toString('utf8'),
    interrupt: () => controller.abort(),
  };
}

function collector() {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, bytes: () => Buffer.concat(chunks) };
}

/** Made up for tests: 32 letters and digits, as YCM makes them. */
export const testSecret = 'q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o';
export const withSecret = { YCM_WEBHOOK_SECRET: testSecret };
