import { setMaxListeners } from 'node:events';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Connector } from './connection.ts';
import { startDeadline } from './deadline.ts';
import type { Outcome, Phase } from './outcome.ts';
import { type ReadResult, ResponseReader } from './response-reader.ts';
import type { WireStep } from './wire.ts';
import { writeSteps } from './wire-writer.ts';
import { wordingOf } from './wording.ts';

/** One HTTP exchange to make. */
export interface AttemptOptions {
  readonly url: string;
  readonly steps: readonly WireStep[];
  readonly connector: Connector;
  /** One deadline over the whole exchange, from the first look-up to the last byte of the answer's body (ms). */
  readonly timeoutMs: number;
  /** How much of an answer's body is kept and read (bytes). */
  readonly maxBodyBytes?: number | undefined;
  /** Ends the attempt at once, as `cut`. */
  readonly signal?: AbortSignal;
}

export interface AttemptResult {
  readonly outcome: Outcome;
  readonly startedAt: Date;
  readonly elapsedMs: number;
}

export const defaultMaxBodyBytes = 64 * 1024;

/**
 * Makes one HTTP exchange. Never rejects for what a receiver does: every end is an {@link Outcome}. Redirects are not followed,
 * an answer is read up to the cap only, and nothing of the connection is left behind.
 *
 * @throws HookswitchError `host-not-allowed` when the URL's host is no host to send to.
 */
export async function attempt(options: AttemptOptions): Promise<AttemptResult> {
  const startedAt = new Date();
  const start = performance.now();
  const outcome = await new Exchange(options, start).run();
  return { outcome, startedAt, elapsedMs: performance.now() - start };
}

class Exchange {
  readonly #options: AttemptOptions;
  readonly #url: URL;
  readonly #start: number;
  readonly #reader: ResponseReader;
  #phase: Phase = 'connect';
  #isSent = false;
  #status: number | undefined;
  #stopWriting: () => void = () => {};
  /** Set until the outcome is known. */
  #settle: ((outcome: Outcome, mayKeep?: boolean) => void) | undefined;

  constructor(options: AttemptOptions, start: number) {
    this.#options = options;
    this.#url = new URL(options.url);
    this.#start = start;
    this.#reader = new ResponseReader(options.maxBodyBytes ?? defaultMaxBodyBytes);
  }

  run(): Promise<Outcome> {
    const { connector, signal, timeoutMs } = this.#options;
    const { socket, isReused } = connector.take(this.#url);
    return new Promise((resolve) => {
      const onAbort = () => this.#settle?.({ kind: 'cut', at: 'the interrupt of the run' });
      const onOpen = () => this.#onOpen(socket);
      const openEvent = socket instanceof TLSSocket ? 'secureConnect' : 'connect';
      const callOffDeadline = startDeadline(this.#start, timeoutMs, () => this.#onDeadline());

      this.#settle = (outcome, mayKeep = false) => {
        this.#settle = undefined;
        callOffDeadline();
        this.#stopWriting();
        signal?.removeEventListener('abort', onAbort);
        socket.removeListener(openEvent, onOpen);
        this.#listen(socket, 'off');
        if (mayKeep) connector.give(this.#url, socket);
        else socket.destroy();
        resolve(outcome);
      };

      this.#listen(socket, 'on');
      // Hundreds of attempts may share one signal: to Node more than ten would look like a leak.
      if (signal) setMaxListeners(0, signal);
      signal?.addEventListener('abort', onAbort);
      if (signal?.aborted) onAbort();
      else if (isReused) onOpen();
      else socket.once(openEvent, onOpen);
    });
  }

  #onOpen(socket: Socket): void {
    this.#phase = 'send';
    this.#stopWriting = writeSteps(socket, this.#options.steps, {
      onSent: () => {
        this.#isSent = true;
        if (this.#phase === 'send') this.#phase = 'head';
      },
      onCut: (how) => {
        // Node resets plain connections only; a TLS one is broken off without a farewell.
        if (how === 'reset' && !(socket instanceof TLSSocket)) socket.resetAndDestroy();
        this.#settle?.({ kind: 'cut', at: 'the end of what was to be sent' });
      },
    });
  }

  #listen(socket: Socket, how: 'on' | 'off'): void {
    socket[how]('data', this.#onData);
    socket[how]('end', this.#onEnd);
    socket[how]('error', this.#onError);
    socket[how]('close', this.#onClose);
  }

  readonly #onData = (bytes: Buffer) => this.#onRead(this.#reader.push(bytes));
  readonly #onEnd = () => this.#onRead(this.#reader.end());
  readonly #onError = (error: NodeJS.ErrnoException) => this.#fail(error.code ?? 'ERROR', wordingOf(error));
  readonly #onClose = () => this.#fail('CLOSED', 'the connection was closed without an answer');

  #onRead(result: ReadResult): void {
    if (result.kind === 'broken') {
      this.#fail(result.code, result.message);
    } else if (result.kind === 'done') {
      this.#settle?.(result.response, result.mayKeep && this.#isSent && this.#options.connector.keeps);
    } else if (result.status !== undefined) {
      this.#phase = 'body';
      this.#status = result.status;
    }
  }

  #fail(code: string, message: string): void {
    this.#settle?.({ kind: 'connection-failed', phase: this.#phase, code, message });
  }

  #onDeadline(): void {
    const phase = this.#phase;
    this.#settle?.(
      this.#status === undefined
        ? { kind: 'timeout', phase }
        : { kind: 'timeout', phase, status: this.#status },
    );
  }
}
