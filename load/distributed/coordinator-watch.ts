import type { Seal } from './channel/encryption.ts';
import { type Beat, coordinatorSilentMs } from './channel/protocol.ts';

const checkEveryMs = 500;
/** The clock of Redis is believed as far as the coordinator's beats bear it out (ms). */
const maxOffMs = 2000;
const keptBeats = 20;

/** What a worker knows of its coordinator by sealed beats: neither Redis nor its clock is trusted with the start and the end of a run. */
export class CoordinatorWatch {
  readonly #seal: Seal;
  readonly #onSilent: () => void;
  readonly #timer: NodeJS.Timeout;
  #last = -1;
  #checkedMs = performance.now();
  #silentMs = 0;
  /** The start of the plan is no later than each of these (performance.now). */
  #starts: number[] = [];
  isStopping = false;

  /** @param onSilent Called when nothing was heard for 10 s in which this process was awake. */
  constructor(seal: Seal, onSilent: () => void) {
    this.#seal = seal;
    this.#onSilent = onSilent;
    this.#timer = setInterval(() => this.#check(), checkEveryMs);
  }

  /** Takes in the beat that is announced now; one that was heard before counts for nothing. */
  hear(text: string): void {
    const beat = this.#seal.open('beat', text) as Beat | undefined;
    if (!beat || beat.n <= this.#last) return;
    this.#last = beat.n;
    this.#silentMs = 0;
    if (beat.state === 'stopping') this.isStopping = true;
    if (beat.elapsedMs !== null)
      this.#starts = [...this.#starts, performance.now() - beat.elapsedMs].slice(-keptBeats);
  }

  /** Whether it is known when the plan starts. */
  get hasStart(): boolean {
    return this.#starts.length > 0;
  }

  /** Since the start of the plan, as the coordinator says it (ms). */
  get elapsedMs(): number | undefined {
    return this.hasStart ? performance.now() - this.#latestStart : undefined;
  }

  get #latestStart(): number {
    return Math.min(...this.#starts);
  }

  /** The start of the plan (performance.now), which is this by the clock of Redis. */
  startOf(byRedisMs: number): number {
    const latest = this.#latestStart;
    return Math.min(Math.max(byRedisMs, latest - maxOffMs), latest + maxOffMs);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /** A process that was asleep has heard nothing, and sent nothing. */
  #check(): void {
    const now = performance.now();
    this.#silentMs += Math.min(now - this.#checkedMs, 2 * checkEveryMs);
    this.#checkedMs = now;
    if (this.#silentMs > coordinatorSilentMs) this.#onSilent();
  }
}
