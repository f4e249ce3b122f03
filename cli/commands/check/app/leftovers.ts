import { ChildProcess } from 'node:child_process';
import { Server as HttpServer } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { Server, Socket } from 'node:net';
import nodeTimers from 'node:timers';
import type { Worker } from 'node:worker_threads';

/** Notes everything that is started from now on. Returns a function that ends what still runs. */
export function leftoversFromNow(): () => Promise<void> {
  const before = new Set(activeHandles());
  const workers = new Set<Worker>();
  const noteWorker = (worker: Worker) => void workers.add(worker);
  process.on('worker', noteWorker);
  const clearTimers = timersFromNow();
  return async () => {
    process.off('worker', noteWorker);
    clearTimers();
    await Promise.all([...workers].map((worker) => worker.terminate()));
    const stdio: readonly unknown[] = [process.stdin, process.stdout, process.stderr];
    for (const handle of activeHandles()) if (!before.has(handle) && !stdio.includes(handle)) end(handle);
  };
}

/** Sockets, servers, child processes and the like. Node doesn't document this list, so it may be missing. */
function activeHandles(): readonly unknown[] {
  const { _getActiveHandles: handles } = process as { _getActiveHandles?: () => readonly unknown[] };
  return handles?.call(process) ?? [];
}

function end(handle: unknown): void {
  if (handle instanceof HttpServer) handle.closeAllConnections();
  if (handle instanceof Server) handle.close();
  else if (handle instanceof Socket) handle.destroy();
  else if (handle instanceof ChildProcess) handle.kill('SIGKILL');
}

/** Returns a function that clears all timers that were set since. */
function timersFromNow(): () => void {
  const timers = new Set<NodeJS.Timeout>();
  const undo: (() => void)[] = [];
  for (const owner of [globalThis, nodeTimers])
    for (const name of ['setTimeout', 'setInterval'] as const) {
      const before = owner[name];
      const noting = new Proxy(before, {
        apply(target, self, args) {
          const timer: NodeJS.Timeout = Reflect.apply(target, self, args);
          timers.add(timer);
          return timer;
        },
      });
      Object.assign(owner, { [name]: noting });
      undo.push(() => Object.assign(owner, { [name]: before }));
    }
  syncBuiltinESMExports();
  return () => {
    for (const step of undo) step();
    syncBuiltinESMExports();
    for (const timer of timers) clearTimeout(timer);
  };
}
