import { Socket } from 'node:net';
import { setOwnTimer } from '../clock.ts';

/** A request of the same millisecond comes first. Otherwise, whole seconds would often meet in simulated time (ms). */
const laterMs = 1;

/** The timeout of a socket, which Node measures with a timer that can't be replaced. */
export class IdleTimeout {
  readonly #socket: Socket;
  #afterMs = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    const { timeout = 0 } = socket;
    if (timeout > 0) Socket.prototype.setTimeout.call(socket, 0);
    this.set(timeout);
  }

  set(afterMs: number, onTimeout?: () => void): void {
    if (this.#socket.destroyed) return;
    this.#afterMs = afterMs;
    Object.assign(this.#socket, { timeout: afterMs });
    if (onTimeout && afterMs > 0) this.#socket.once('timeout', onTimeout);
    else if (onTimeout) this.#socket.off('timeout', onTimeout);
    this.clear();
    if (afterMs <= 0) return;
    const onTime = () => this.#socket.emit('timeout');
    this.#timer = setOwnTimer(() => setTimeout(onTime, afterMs + laterMs).unref());
  }

  /** There was activity. */
  refresh(): void {
    if (this.#afterMs > 0) this.#timer?.refresh();
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}
