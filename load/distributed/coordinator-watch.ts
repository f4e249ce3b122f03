import type { MessageCipher } from './channel/encryption.ts';
import { type Beat, coordinatorSilentMs } from './channel/protocol.ts';

const checkEveryMs = 500;
/** How far the clock of Redis may deviate from the coordinator's beats (ms). */
const maxOffMs = 2000;
const keptBeats = 20;

/** What a worker learns from its coordinator's encrypted beats. It doesn't trust Redis or its clock for the start and end of a run. */
export class CoordinatorWatch {
  readonly #cipher: MessageCipher;
  readonly #onSilent: () => void;
  readonly #timer: NodeJS.Timeout;
  #last = -1;
  #checkedMs = performance.now();
  #silentMs = 0;
  /** Upper bounds for the start of the plan (performance.now). */
  #starts: number[] = [];
  isStopping = false;

  /** @param onSilent Called after 10 s without a beat while this process was awake. */
  constructor(cipher: MessageCipher, onSilent: () => void) {
    this.#cipher = cipher;
    this.#onSilent = onSilent;
    this.#timer = setInterval(() => this.#check(), checkEveryMs);
  }

  /** Takes in the current beat. An old beat is ignored. */
  receive(text: string): void {
    const beat = this.#cipher.decrypt('beat', text) as Beat | undefined;
    if (!beat || beat.n <= this.#last) return;
    this.#last = beat.n;
    this.#silentMs = 0;
    if (beat.state === 'stopping') this.isStopping = true;
    if (beat.elapsedMs !== null)
      this.#starts = [...this.#starts, performance.now() - beat.elapsedMs].slice(-keptBeats);
  }

  /** Whether the start of the plan is known. */
  get hasStart(): boolean {
    return this.#starts.length > 0;
  }

  /** Time since the start of the plan, by the coordinator's clock (ms). */
  get elapsedMs(): number | undefined {
    return this.hasStart ? performance.now() - this.#latestStart : undefined;
  }

  get #latestStart(): number {
    return Math.min(...this.#starts);
  }

  /** The start of the plan (performance.now), if this is the start by the clock of Redis. */
  startOf(byRedisMs: number): number {
    const latest = this.#latestStart;
    return Math.min(Math.max(byRedisMs, latest - maxOffMs), latest + maxOffMs);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /** A suspended process received nothing and sent nothing. */
  #check(): void {
    const now = performance.now();
    this.#silentMs += Math.min(now - this.#checkedMs, 2 * checkEveryMs);
    this.#checkedMs = now;
    if (this.#silentMs > coordinatorSilentMs) this.#onSilent();
  }
}
