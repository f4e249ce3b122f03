import { type SetTimer, SimulatedClock } from './clock.ts';
import { KeptTimers } from './kept-timers.ts';
import { Deliveries } from './network/deliveries.ts';
import { Network } from './network/network.ts';
import { PendingWork } from './pending-work.ts';
import { Pump } from './pump.ts';
import { type TimeTrouble, timeError } from './trouble.ts';

/** What ran in simulated time, and how long that took. */
export interface Simulated<T> {
  readonly result: T;
  /** In simulated time (ms). */
  readonly simulatedMs: number;
  /** Whether the same seed repeats it exactly. Not if the thread pool or sockets of the system have decided an order. */
  readonly isExact: boolean;
}

/** Simulated time begins in the course of this year, at a whole second. */
const year = 2026;

function firstMoment(random: () => number): number {
  const [fromMs, toMs] = [Date.UTC(year, 0), Date.UTC(year + 1, 0)];
  return 1000 * Math.floor((fromMs + random() * (toMs - fromMs)) / 1000);
}

/** How long work that was stopped may take to end (ms, real time). */
const stopMs = 1000;
const setRealTimeout = setTimeout;

let current: Simulation | undefined;
let last: Promise<unknown> = Promise.resolve();

/** The timers that the code under test has set, and that don't repeat; none in real time. */
export function otherTimers(): readonly SetTimer[] {
  return current?.clock?.otherTimers() ?? [];
}

/** Whether time is simulated in this thread now. */
export function isTimeSimulated(): boolean {
  return current !== undefined;
}

/** No simulated time passes until this settles: Node loads modules outside this thread, for example. */
export function asPendingWork<T>(work: Promise<T>): Promise<T> {
  return current ? current.pending.addWhole(work) : work;
}

/**
 * Runs this in simulated time: timers and clocks of the whole thread are simulated, connections on loopback stay in memory, and time jumps
 * whenever nothing is left to do. Waits until other simulations have ended. Everything is restored afterwards, even after an error.
 *
 * @param random Seeded: determines the start time and the values of `Math.random`.
 * @throws HookswitchError `bad-time` if that isn't possible.
 */
export function inSimulatedTime<T>(
  random: () => number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<Simulated<T>> {
  const run = last.then(() => new Simulation(random).run(work));
  last = run.catch(() => {});
  return run;
}

class Simulation {
  clock: SimulatedClock | undefined;
  readonly pending = new PendingWork();
  readonly #stop = new AbortController();
  #trouble: TimeTrouble | undefined;
  readonly #random: () => number;
  #giveUp: () => void = () => {};
  readonly #untilGivenUp = new Promise<never>((_, reject) => {
    this.#giveUp = () => reject(new Error('it did not stop'));
  });

  constructor(random: () => number) {
    this.#random = random;
  }

  async run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<Simulated<T>> {
    if (areTimersFake()) throw timeError({ kind: 'already-fake' });
    const deliveries = new Deliveries();
    const network = new Network(deliveries, (address) => this.#onTrouble({ kind: 'other-process', address }));
    const { pending } = this;
    const kept = new KeptTimers();
    const { random } = Math;
    Math.random = this.#random;
    pending.install();
    network.install();
    const clock = new SimulatedClock(firstMoment(this.#random));
    this.clock = clock;
    current = this;
    kept.install();
    const hasSockets = () => network.hasSockets;
    const pump = new Pump({ clock, deliveries, work: pending, kept, hasSockets }, (trouble) =>
      this.#onTrouble(trouble),
    );
    try {
      const result = await Promise.race([work(this.#stop.signal), this.#untilGivenUp]);
      if (this.#trouble) throw timeError(this.#trouble);
      return { result, simulatedMs: clock.elapsedMs, isExact: pump.isExact };
    } catch (error) {
      throw this.#trouble ? timeError(this.#trouble) : error;
    } finally {
      pump.stop();
      network.close();
      await leftovers();
      current = undefined;
      kept.uninstall();
      network.uninstall();
      pending.uninstall();
      clock.uninstall();
      Math.random = random;
    }
  }

  /** Stops the work, and doesn't wait for it if it can't stop. */
  #onTrouble(trouble: TimeTrouble): void {
    if (this.#trouble) return;
    this.#trouble = trouble;
    this.#stop.abort();
    setRealTimeout(this.#giveUp, stopMs).unref();
  }
}

const leftoverTurns = 8;

/**
 * Code that still waits for a connection continues when the connection closes, then sets a timer or opens another connection, and never
 * continues from there. Otherwise it would continue in the next simulation.
 */
async function leftovers(): Promise<void> {
  for (let turns = 0; turns < leftoverTurns; turns += 1)
    await new Promise<void>((resolve) => void setImmediate(resolve));
}

/** Whether another tool has replaced timers or the clock. */
function areTimersFake(): boolean {
  const isNative = (fn: unknown) => /\[native code\]/.test(Function.prototype.toString.call(fn));
  return !isNative(Date) || 'clock' in setTimeout || '_isMockFunction' in setTimeout || isNodeMock();
}

/** node:test replaces the functions by bound ones, which have another name. */
function isNodeMock(): boolean {
  return setTimeout.name !== 'setTimeout';
}
