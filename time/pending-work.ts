import crypto from 'node:crypto';
import zlib from 'node:zlib';

/** Requests to the system that this thread waits for: files, DNS, connections that open, and child processes. */
const requests = /Req|ConnectWrap|ProcessWrap/;

/** The end of a channel to a worker, while the process waits for messages. */
const isPort = (name: string) => name === 'MessagePort';

/** Functions of node:crypto that work in the thread pool if they get a callback. */
const cryptoFunctions = [
  'checkPrime',
  'generateKey',
  'generateKeyPair',
  'generatePrime',
  'hkdf',
  'pbkdf2',
  'randomBytes',
  'randomFill',
  'randomInt',
  'scrypt',
  'sign',
  'verify',
] as const;

type Fn = (this: unknown, ...args: unknown[]) => unknown;
type Methods = Record<string, Fn>;

/** Work outside this thread that it waits for. Node lists most of it; compression, cryptography and the compilation of WebAssembly are counted here. */
export class PendingWork {
  #counted = 0;
  #wholes = 0;
  /** Child processes that were running before, such as a database for tests. */
  #processesBefore = 0;
  #portsBefore = 0;
  /** A worker was started, so this thread may wait for what a port brings. */
  #hasWorkers = false;
  readonly #restore: (() => void)[] = [];

  /** The number of tasks in progress. This thread doesn't decide which one ends first. */
  get count(): number {
    if (this.#wholes > 0) return 1;
    const active = process.getActiveResourcesInfo();
    const requested = active.filter((name) => requests.test(name)).length - this.#processesBefore;
    const ports = this.#hasWorkers ? active.filter(isPort).length - this.#portsBefore : 0;
    return this.#counted + Math.max(0, requested) + Math.max(0, ports);
  }

  /** Counts this as one task until it settles, including everything that it starts. */
  addWhole<T>(work: Promise<T>): Promise<T> {
    const end = () => {
      this.#wholes -= 1;
    };
    this.#wholes += 1;
    work.then(end, end);
    return work;
  }

  install(): void {
    const before = process.getActiveResourcesInfo();
    this.#processesBefore = before.filter((name) => name === 'ProcessWrap').length;
    this.#portsBefore = before.filter(isPort).length;
    const onWorker = () => {
      this.#hasWorkers = true;
    };
    process.on('worker', onWorker);
    this.#restore.push(() => process.off('worker', onWorker));
    const withCallback = (original: Fn) => this.#countingCallback(original);
    const functions = crypto as unknown as Methods;
    for (const name of cryptoFunctions) this.#wrap(functions, name, withCallback);
    const subtle = Object.getPrototypeOf(crypto.webcrypto.subtle) as Methods;
    for (const name of Object.getOwnPropertyNames(subtle)) {
      if (name !== 'constructor') this.#wrap(subtle, name, (original) => this.#countingPromise(original));
    }
    // fetch compiles its parser at its first request.
    const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: Methods };
    for (const name of ['compile', 'instantiate'])
      this.#wrap(WebAssembly, name, (original) => this.#countingPromise(original));
    const compression = Object.getPrototypeOf(Object.getPrototypeOf(zlib.Gzip.prototype)) as Methods;
    for (const name of ['_transform', '_flush']) this.#wrap(compression, name, withCallback);
  }

  uninstall(): void {
    for (const restore of this.#restore.splice(0)) restore();
  }

  #wrap(owner: Methods, name: string, wrapped: (original: Fn) => Fn): void {
    const before = Object.getOwnPropertyDescriptor(owner, name);
    const original = owner[name];
    if (typeof original !== 'function') return;
    Object.defineProperty(owner, name, {
      configurable: true,
      writable: true,
      enumerable: true,
      value: wrapped(original),
    });
    this.#restore.push(() => {
      if (before) Object.defineProperty(owner, name, before);
      else delete owner[name];
    });
  }

  #countingCallback(original: Fn): Fn {
    const begin = () => this.#begin();
    return function (this: unknown, ...args) {
      const callback = args.at(-1);
      if (typeof callback !== 'function') return original.apply(this, args);
      const end = begin();
      const ended: Fn = function (this: unknown, ...results) {
        end();
        return callback.apply(this, results);
      };
      try {
        return original.apply(this, [...args.slice(0, -1), ended]);
      } catch (error) {
        end();
        throw error;
      }
    };
  }

  #countingPromise(original: Fn): Fn {
    const begin = () => this.#begin();
    return function (this: unknown, ...args) {
      const result = original.apply(this, args);
      if (result instanceof Promise) {
        const end = begin();
        result.then(end, end);
      }
      return result;
    };
  }

  #begin(): () => void {
    let isOver = false;
    this.#counted += 1;
    return () => {
      if (!isOver) this.#counted -= 1;
      isOver = true;
    };
  }
}
