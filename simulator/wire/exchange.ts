import { TLSSocket } from 'node:tls';
import { wordingOf } from '../../text/errors/system-error.ts';
import { type AwaitedCut, awaitedCutOf } from './awaited-cut.ts';
import type { Connector } from './connection.ts';
import { startDeadline } from './deadline.ts';
import { loopWatch } from './loop-watch.ts';
import type { Connection, ConnectionUser } from './open-connection.ts';
import type { Outcome, Phase } from './outcome.ts';
import { type ReadResult, ResponseReader } from './response/reader.ts';
import type { WireStep } from './wire.ts';
import { type CutStep, writeSteps } from './wire-writer.ts';

interface ExchangeOptions {
  readonly url: URL;
  readonly steps: readonly WireStep[];
  readonly connector: Connector;
  /** The start of the timeout (performance.now). */
  readonly startMs: number;
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
  /** Called once. */
  readonly onOutcome: (outcome: Outcome) => void;
}

/** An HTTP exchange: takes a connection, writes the steps, reads the response, and returns or closes the connection. */
export class Exchange implements ConnectionUser {
  readonly #options: ExchangeOptions;
  #connection: Connection;
  /** A time of performance.now. */
  readonly #deadlineMs: number;
  readonly #callOffDeadline: () => void;
  #reader: ResponseReader | undefined;
  #phase: Phase = 'connect';
  #isOver = false;
  #status: number | undefined;
  #stopWriting: (() => void) | undefined;
  readonly #awaitedCut: AwaitedCut | undefined;

  /** Whether the request was sent again over a new connection, because a reused one was closed before its response started. */
  isSentAgain = false;
  /** When the last byte was handed to the system (performance.now). */
  sentAtMs: number | undefined;
  /** How many bytes followed the response on a connection that stays open. */
  excessBytes = 0;

  /** @throws HookswitchError `host-not-allowed`. */
  constructor(options: ExchangeOptions) {
    this.#options = options;
    this.#awaitedCut = awaitedCutOf(options.steps);
    this.#connection = options.connector.take(options.url);
    this.#deadlineMs = options.startMs + options.timeoutMs;
    this.#callOffDeadline = startDeadline(options.startMs, options.timeoutMs, () => this.#onDeadline());
    this.#connection.user = this;
  }

  /** Nothing was sent before. */
  start(): void {
    if (this.#connection.isReused) this.onOpen();
  }

  /** Ends it at once, as `aborted`. */
  cut(why: string): void {
    this.#settle({ kind: 'aborted', at: why });
  }

  onOpen(): void {
    this.#phase = 'send';
    const { socket } = this.#connection;
    this.#stopWriting = writeSteps(socket, this.#options.steps, {
      onSent: () => {
        this.sentAtMs = performance.now();
        if (this.#phase === 'send') this.#phase = 'head';
      },
      onCut: (step) => {
        if (step.after === undefined) this.#breakOff(step, 'the end of the sent bytes');
      },
    });
  }

  onData(bytes: Buffer): void {
    if (this.#endIfLate()) return;
    this.#awaitedCut?.push(bytes);
    this.#onRead(this.#reader ? this.#reader.push(bytes) : this.#readFirst(bytes));
  }

  onEnd(): void {
    if (this.#endIfLate()) return;
    if (this.#isStale) {
      this.#sendAgain();
      return;
    }
    this.#reader ??= new ResponseReader(this.#options.maxBodyBytes);
    this.#onRead(this.#reader.end());
  }

  onError(error: NodeJS.ErrnoException): void {
    this.#fail(error.code ?? 'ERROR', wordingOf(error));
  }

  onClose(): void {
    this.#fail('CLOSED', 'the connection was closed without a response');
  }

  #readFirst(bytes: Buffer): ReadResult {
    const { maxBodyBytes } = this.#options;
    const { responses } = this.#connection;
    const known = responses.recall(bytes, maxBodyBytes);
    if (known) return known;
    this.#reader = new ResponseReader(maxBodyBytes);
    const result = this.#reader.push(bytes);
    if (result.kind === 'done') responses.keep(bytes, maxBodyBytes, result);
    return result;
  }

  #onRead(result: ReadResult): void {
    if (this.#awaitedCut?.isDue(result.kind === 'done')) {
      this.#breakOff(this.#awaitedCut.step, this.#awaitedCut.place);
    } else if (result.kind === 'broken') {
      this.#fail(result.code, result.message);
    } else if (result.kind === 'done') {
      this.excessBytes = result.excessBytes;
      this.#settle(
        result.response,
        result.mayKeep && this.sentAtMs !== undefined && this.#options.connector.keeps,
      );
    } else if (result.status !== undefined) {
      this.#phase = 'body';
      this.#status = result.status;
    }
  }

  /** Node can only reset plain connections. A TLS connection is closed without close_notify. */
  #breakOff({ how }: CutStep, at: string): void {
    const { socket } = this.#connection;
    if (how === 'reset' && !(socket instanceof TLSSocket)) socket.resetAndDestroy();
    this.cut(at);
  }

  #fail(code: string, message: string): void {
    if (this.#isStale) this.#sendAgain();
    else this.#settle({ kind: 'connection-failed', phase: this.#phase, code, message });
  }

  /** Whether the connection was reused, and closed before the first byte of the response. */
  get #isStale(): boolean {
    return this.#connection.isReused && this.#reader === undefined;
  }

  /**
   * Sends the request again over a new connection, as HTTP clients do when a reused connection closes. RFC 9112, 9.5: "From the server's
   * point of view, the connection is being closed while it was idle, but from the client's point of view, a request is in progress."
   */
  #sendAgain(): void {
    const { connector, url } = this.#options;
    this.#stopWriting?.();
    this.#connection.user = undefined;
    this.#connection.socket.destroy();
    this.isSentAgain = true;
    this.sentAtMs = undefined;
    this.#phase = 'connect';
    this.#connection = connector.open(url);
    this.#connection.user = this;
  }

  /**
   * Node may read a lot before it checks its timers. Data that is read after the deadline is late, unless this process itself was delayed
   * since the deadline. In that case, data counts until the timer runs.
   */
  #endIfLate(): boolean {
    const nowMs = performance.now();
    const isLate = nowMs >= this.#deadlineMs && !loopWatch.wasHeldUp(this.#deadlineMs, nowMs);
    if (isLate) this.#onDeadline();
    return isLate;
  }

  #onDeadline(): void {
    const phase = this.#phase;
    const status = this.#status;
    this.#settle(status === undefined ? { kind: 'timeout', phase } : { kind: 'timeout', phase, status });
  }

  #settle(outcome: Outcome, mayKeep = false): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#callOffDeadline();
    this.#stopWriting?.();
    this.#connection.user = undefined;
    if (mayKeep) this.#options.connector.give(this.#connection);
    else this.#connection.socket.destroy();
    this.#options.onOutcome(outcome);
  }
}
