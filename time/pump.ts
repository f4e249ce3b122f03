import { performance } from 'node:perf_hooks';
import type { SimulatedClock } from './clock.ts';
import { realNow } from './clock.ts';
import type { KeptTimers } from './kept-timers.ts';
import type { Deliveries } from './network/deliveries.ts';
import type { PendingWork } from './pending-work.ts';
import type { TimeTrouble } from './trouble.ts';

const setRealImmediate = setImmediate;
const setRealTimeout = setTimeout;

/** Turns of the event loop without an event before it counts as at rest: sockets of the system may need some. */
const restingTurns = { withSockets: 8, usual: 2 };
/** A thread that never rests for this long is stopped, and so is one that waits for something outside (ms, real time). */
const maxBusyMs = 10_000;
/** While it waits for the system, it checks again after this time (ms, real time). */
const waitMs = 1;
const turnsBeforeWaiting = 200;

/** Everything that may still happen without time passing. */
interface Sources {
  readonly clock: SimulatedClock;
  readonly deliveries: Deliveries;
  readonly work: PendingWork;
  readonly kept: KeptTimers;
  /** Sockets of the system are open, besides those in memory. */
  readonly hasSockets: () => boolean;
}

/** Lets simulated time pass: whenever nothing is left to do in this thread, it jumps to the next timer. */
export class Pump {
  readonly #sources: Sources;
  readonly #onTrouble: (trouble: TimeTrouble) => void;
  /** Whether nothing outside this thread has decided an order. */
  isExact = true;
  #isStopped = false;
  /** It will never rest. Time passes anyway, so that the check can end. */
  #isHopeless = false;
  #events: number | undefined;
  #quietTurns = 0;
  #idleTurns = 0;
  #busySince = realNow();

  constructor(sources: Sources, onTrouble: (trouble: TimeTrouble) => void) {
    this.#sources = sources;
    this.#onTrouble = onTrouble;
    setRealImmediate(this.#turn);
  }

  stop(): void {
    this.#isStopped = true;
  }

  readonly #turn = (): void => {
    if (this.#isStopped) return;
    try {
      this.#step();
    } finally {
      // What happens next is up to others, even if a callback has thrown.
      if (this.#idleTurns > turnsBeforeWaiting)
        this.#sources.kept.own(() => setRealTimeout(this.#turn, waitMs));
      else setRealImmediate(this.#turn);
    }
  };

  #step(): void {
    const { clock, deliveries, work } = this.#sources;
    clock.pause();
    const pending = work.count;
    if (pending > 1) this.isExact = false;
    // Work outside this thread comes first, so that only other such work can come before or after its end.
    if (pending > 0 && !this.#isHopeless) this.#assertRestsSoon('waits-outside');
    else if (deliveries.deliverNext()) this.#progress();
    else if (!this.#isAtRest()) this.#assertRestsSoon('never-rests');
    else if (clock.timers > 0) this.#jump();
    else this.#assertRestsSoon('waits-outside');
  }

  #jump(): void {
    const { clock, kept } = this.#sources;
    const { place } = kept;
    if (place !== undefined) this.#onTrouble({ kind: 'kept-timers', place });
    this.#progress();
    clock.fireNext();
  }

  #progress(): void {
    this.#quietTurns = 0;
    this.#idleTurns = 0;
    this.#busySince = realNow();
  }

  /** Callbacks of setImmediate and events of sockets are still to come, or may be. */
  #isAtRest(): boolean {
    const hasSockets = this.#sources.hasSockets();
    if (hasSockets) this.isExact = false;
    const { events } = performance.nodeTiming.uvMetricsInfo ?? {};
    const isQuiet = events === this.#events && !process.getActiveResourcesInfo().includes('Immediate');
    this.#events = events;
    this.#quietTurns = isQuiet ? this.#quietTurns + 1 : 0;
    if (this.#isHopeless) return true;
    return this.#quietTurns >= (hasSockets ? restingTurns.withSockets : restingTurns.usual);
  }

  #assertRestsSoon(kind: 'never-rests' | 'waits-outside'): void {
    this.#idleTurns += 1;
    if (realNow() - this.#busySince <= maxBusyMs) return;
    this.#onTrouble({ kind });
    this.#isHopeless = true;
  }
}
