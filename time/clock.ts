import { syncBuiltinESMExports } from 'node:module';
import FakeTimers from '@sinonjs/fake-timers';

const realPerformanceNow = performance.now.bind(performance);

/** The real time (ms, monotonic), even while time is simulated. */
export function realNow(): number {
  return realPerformanceNow();
}

/** A thread that reads the clock this often without a pause waits in a loop until it has advanced. */
const freeReads = 1000;
/** From then on, reading the clock takes this long, so that such a loop ends (ms). */
const readMs = 0.001;

/** Where the monotonic clock begins: the same in each run, and later than the start of most processes (ms). */
const monotonicStartMs = 3_600_000;

let isOwn = false;

/** Sets a timer of Hookswitch itself, which isn't one of the receiver. */
export function setOwnTimer<T>(set: () => T): T {
  isOwn = true;
  try {
    return set();
  } finally {
    isOwn = false;
  }
}

/** A timer that will fire. */
export interface SetTimer {
  /** How long it takes (ms). */
  readonly forMs: number;
  /** When it was set (ms ago). */
  readonly setMsAgo: number;
}

const timerFunctions = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const;

type Fn = (...args: never[]) => unknown;

/** Simulated timers and clocks for this thread. Time stands still until the next timer is fired. */
export class SimulatedClock {
  readonly #timers: FakeTimers.Clock;
  readonly #startMs: number;
  readonly #restore: (() => void)[] = [];
  /** Ids of timers that Hookswitch has set. */
  readonly #own = new Set<number>();
  #reads = 0;
  #spunMs = 0;
  #isOver = false;

  /** Replaces timers and clocks. The first moment is `startMs` (since 1970). */
  constructor(startMs: number) {
    this.#startMs = startMs;
    this.#timers = FakeTimers.install({
      now: startMs,
      toFake: [...timerFunctions, 'Date', 'Intl'],
      loopLimit: Number.MAX_SAFE_INTEGER,
      // Node's servers clear timers that were set before.
      shouldClearNativeTimers: true,
    });
    this.#delayAsNode();
    this.#replaceClocks();
    syncBuiltinESMExports();
  }

  /** How much time has passed (ms). */
  get elapsedMs(): number {
    return this.#timers.now - this.#startMs + this.#spunMs;
  }

  /** How many timers are set. */
  get timers(): number {
    return this.#timers.countTimers();
  }

  /** The timers that aren't Hookswitch's own, and don't repeat. */
  otherTimers(): readonly SetTimer[] {
    const set = [...((this.#timers.timers as unknown as Map<number, FakeTimers.Timer>)?.values() ?? [])];
    const ids = new Set(set.map(({ id }) => id));
    for (const id of this.#own) if (!ids.has(id)) this.#own.delete(id);
    const others = set.filter(({ id = 0, type }) => type === 'Timeout' && !this.#own.has(id));
    return others.map(({ callAt = 0, createdAt = 0 }) => ({
      forMs: callAt - createdAt,
      setMsAgo: this.#timers.now - createdAt,
    }));
  }

  /** Jumps to the next timer and fires it. */
  fireNext(): void {
    this.pause();
    this.#timers.next();
  }

  /** The thread didn't read the clock in a loop after all, or the loop has ended. */
  pause(): void {
    this.#reads = 0;
    if (this.#spunMs < 1) return;
    const wholeMs = Math.floor(this.#spunMs);
    this.#spunMs -= wholeMs;
    this.#timers.tick(wholeMs);
  }

  /** Timers that are still set never fire. */
  uninstall(): void {
    this.#timers.uninstall();
    for (const restore of this.#restore.splice(0)) restore();
    syncBuiltinESMExports();
    this.#isOver = true;
    // Code that was loaded meanwhile may keep these functions.
    const timers = this.#timers as unknown as Record<string, Fn>;
    for (const name of timerFunctions) timers[name] = (...args) => (globalThis[name] as Fn)(...args);
  }

  /** "When delay is larger than 2147483647 or less than 1 or NaN, the delay will be set to 1." */
  #delayAsNode(): void {
    const timers = this.#timers as unknown as Record<'setTimeout' | 'setInterval', Fn>;
    for (const name of ['setTimeout', 'setInterval'] as const) {
      const set = timers[name] as (...args: unknown[]) => unknown;
      const setAsNode = (callback: unknown, delayMs: unknown, ...args: unknown[]) => {
        const ms = Number(delayMs);
        const timer = set(callback, ms >= 1 && ms < 2 ** 31 ? ms : 1, ...args);
        if (isOwn) this.#own.add(Number(timer));
        return timer;
      };
      timers[name] = Object.assign(setAsNode, set);
    }
  }

  /** Only what tells the time: `performance` measures and observes more than that. */
  #replaceClocks(): void {
    const startMs = this.#startMs;
    const read = () => this.#read();
    const isOver = () => this.#isOver;
    const date = {
      get now() {
        return isOver() ? Date.now() : Math.floor(startMs + read());
      },
    };
    (Date as unknown as { clock: typeof date }).clock = date;
    const now = () => (isOver() ? performance.now() : monotonicStartMs + read());
    this.#replace(performance, 'now', now);
    const nanoseconds = () => BigInt(Math.round(now() * 1e6));
    const hrtime = (since: readonly [number, number] = [0, 0]): [number, number] => {
      const left = nanoseconds() - BigInt(since[0]) * 1_000_000_000n - BigInt(since[1]);
      return [Number(left / 1_000_000_000n), Number(left % 1_000_000_000n)];
    };
    this.#replace(process, 'hrtime', Object.assign(hrtime, { bigint: nanoseconds }));
    this.#replace(AbortSignal, 'timeout', abortsAfter);
  }

  #replace<T extends object>(owner: T, name: keyof T & string, value: Fn): void {
    const before = Object.getOwnPropertyDescriptor(owner, name);
    Object.defineProperty(owner, name, { configurable: true, writable: true, enumerable: true, value });
    this.#restore.push(() => {
      if (before) Object.defineProperty(owner, name, before);
      else delete owner[name];
    });
  }

  #read(): number {
    this.#reads += 1;
    if (this.#reads > freeReads) this.#spunMs += readMs;
    return this.elapsedMs;
  }
}

/** Node's own timer behind this signal can't be replaced. */
function abortsAfter(delayMs: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(timeoutReason()), delayMs).unref();
  return controller.signal;
}

/** Without a stack, as Node's own: it would keep everything alive that led here for as long as the signal lives. */
function timeoutReason(): DOMException {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return new DOMException('The operation was aborted due to timeout', 'TimeoutError');
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
