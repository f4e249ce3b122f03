import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { showPath } from '../text/words/quote.ts';

/** These set timers with functions that they kept, while they run a test that uses simulated time. */
const testRunners =
  /[\\/]node_modules[\\/]@?(?:vitest|vite|vite-node|jest|mocha|playwright|tapjs|ava|tap|tinypool|birpc)(?:-[a-z-]+)?[\\/]/;

/** Functions of Node between the code that sets a timer and the timer. */
const timerModules = ['node:internal/timers', 'node:timers', 'node:timers/promises'];
const maxFrames = 12;

/** Every object that Node creates for a timer inherits from this. */
const timerPrototype = prototypeOfTimers();

/**
 * Notices native timers of code that isn't Node's own: code that kept a function such as `setTimeout` from before. Node offers no event for
 * that, except for hooks that slow down every promise. So a field that Node sets in each new timer is watched.
 */
export class KeptTimers {
  readonly #timers = new Map<NodeJS.Timeout, string>();
  #isOwn = false;

  install(): void {
    const timers = this;
    Object.defineProperty(timerPrototype, '_timerArgs', {
      configurable: true,
      set(this: NodeJS.Timeout, value: unknown) {
        Object.defineProperty(this, '_timerArgs', { configurable: true, writable: true, value });
        timers.#note(this);
      },
    });
  }

  uninstall(): void {
    Reflect.deleteProperty(timerPrototype, '_timerArgs');
    this.#timers.clear();
  }

  /** Sets a native timer that isn't counted. */
  own(set: () => void): void {
    this.#isOwn = true;
    set();
    this.#isOwn = false;
  }

  /** Where a timer was set that the event loop waits for. Timers in the background, which don't keep a process running, don't count. */
  get place(): string | undefined {
    for (const [timer, place] of this.#timers) {
      if (timer.hasRef()) return place;
      this.#timers.delete(timer);
    }
    return undefined;
  }

  #note(timer: NodeJS.Timeout): void {
    if (this.#isOwn) return;
    const place = callerOfTimers();
    if (place !== undefined && !testRunners.test(place)) this.#timers.set(timer, shown(place));
  }
}

/** The file and line that sets a timer; undefined for Node itself. */
function callerOfTimers(): string | undefined {
  const { prepareStackTrace, stackTraceLimit } = Error;
  Error.stackTraceLimit = maxFrames;
  Error.prepareStackTrace = (_error, sites) => sites;
  try {
    const { stack } = new Error() as unknown as { readonly stack: readonly NodeJS.CallSite[] };
    const frames = stack.map((site) => ({ file: site.getFileName() ?? '', line: site.getLineNumber() }));
    const timers = frames.findLastIndex(({ file }) => timerModules.includes(file));
    const caller = frames.slice(timers + 1).find(({ file }) => file !== '');
    return caller && !caller.file.startsWith('node:') ? `${caller.file}:${caller.line}` : undefined;
  } finally {
    Object.assign(Error, { prepareStackTrace, stackTraceLimit });
  }
}

function shown(place: string): string {
  return showPath(relative(process.cwd(), place.startsWith('file:') ? fileURLToPath(place) : place));
}

function prototypeOfTimers(): object {
  const timer = setTimeout(() => {}, 0);
  clearTimeout(timer);
  return Object.getPrototypeOf(timer);
}
