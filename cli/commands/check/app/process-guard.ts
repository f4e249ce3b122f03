import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { Server } from 'node:net';

/** The changes that a module made to the process. */
export interface GuardedProcess {
  /** Servers that it made listen. */
  readonly servers: ReadonlySet<Server>;
  /** Gives the process back its own functions, listeners and environment. */
  restore(): void;
}

interface GuardOptions {
  /** Set in the environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Called with all output, which isn't shown. */
  readonly onOutput: (chunk: string | Uint8Array) => void;
  /** Called instead of ending the process. */
  readonly onExit: (call: Error) => void;
  /** Called with errors that would end the process. */
  readonly onUncaught: (error: unknown) => void;
}

const fatalEvents = ['uncaughtException', 'unhandledRejection'] as const;
type Fn = (this: unknown, ...args: never[]) => unknown;

/** Replaces a method, and returns a function that puts the old one back. */
function replace<T extends object>(owner: T, name: keyof T & string, wrap: (before: Fn) => Fn): () => void {
  const before = owner[name] as Fn;
  Object.assign(owner, { [name]: wrap(before) });
  return () => void Object.assign(owner, { [name]: before });
}

/** Keeps a module in this process from ending it or printing, and notes the servers that it starts. */
export function guardProcess({ env, onOutput, onExit, onUncaught }: GuardOptions): GuardedProcess {
  const servers = new Set<Server>();
  const undo = [
    ...Object.entries(env).map(([name, value]) => setVariable(name, value)),
    restoresListeners(),
    replace(process, 'exit', () => (code: unknown = process.exitCode ?? 0): never => {
      const call = new Error(`process.exit(${code}) was called`);
      onExit(call);
      throw call;
    }),
    ...captureOutput(onOutput),
    replace(Server.prototype, 'listen', (listen) => {
      return function (this: unknown, ...args) {
        servers.add(this as Server);
        return listen.apply(this, args);
      };
    }),
  ];
  for (const event of fatalEvents) process.removeAllListeners(event).on(event, onUncaught);
  syncBuiltinESMExports();
  return {
    servers,
    restore() {
      for (const step of undo.splice(0).reverse()) step();
      syncBuiltinESMExports();
    },
  };
}

function setVariable(name: string, value: string): () => void {
  const before = process.env[name];
  process.env[name] = value;
  return () => {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
  };
}

/** Some loggers write to the streams, others to their descriptors. */
function captureOutput(onOutput: GuardOptions['onOutput']): (() => void)[] {
  const toStream = (chunk: string | Uint8Array, ...rest: readonly unknown[]) => {
    onOutput(chunk);
    const done = rest.at(-1);
    if (typeof done === 'function') process.nextTick(done as () => void);
    return true;
  };
  const toDescriptor = (write: Fn) =>
    function (this: unknown, fd: number, chunk: string | Uint8Array, ...rest: readonly unknown[]) {
      if (fd !== 1 && fd !== 2) return write.call(this, ...([fd, chunk, ...rest] as never[]));
      const bytes = Buffer.byteLength(chunk);
      const done = rest.at(-1) as ((error: null, written: number) => void) | undefined;
      onOutput(chunk);
      if (typeof done === 'function') process.nextTick(done, null, bytes);
      return bytes;
    };
  return [
    ...[process.stdout, process.stderr].map((stream) => replace(stream, 'write', () => toStream as Fn)),
    ...(['write', 'writeSync'] as const).map((name) => replace(fs, name, toDescriptor)),
  ];
}

/** Removes listeners of the process that were added since, and puts back those that were removed. */
function restoresListeners(): () => void {
  const before = new Map(process.eventNames().map((event) => [event, process.rawListeners(event)]));
  return () => {
    for (const event of new Set([...before.keys(), ...process.eventNames()])) {
      const kept = before.get(event) ?? [];
      if (kept.length === 0 || !isSame(kept, process.rawListeners(event))) {
        process.removeAllListeners(event);
        for (const listener of kept) process.on(event as 'exit', listener as () => void);
      }
    }
  };
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, n) => value === other[n]);
}
