import { Worker } from 'node:worker_threads';

/** What a process that was interrupted has to end in, however busy it is (ms). */
const graceMs = 1900;
/** What a process that ends by a signal needs for that (ms). */
const endMs = 100;

/**
 * Runs in a thread of its own. Code that `vm` runs with `breakOnSigint` is broken off by Ctrl-C in whatever thread it runs, so this thread
 * hears of it while the main thread is blocked. The outer code keeps the signal from the system while the inner one is broken off.
 */
const source = `
const { parentPort } = require('node:worker_threads');
const { runInThisContext } = require('node:vm');
const never = new Int32Array(new SharedArrayBuffer(4));
let endsAt = Infinity;
globalThis.wait = () => Atomics.wait(never, 0, 0, endsAt - performance.now());
globalThis.isOver = () => {
  try {
    runInThisContext('wait()', { breakOnSigint: true });
    return true;
  } catch {
    parentPort.postMessage('interrupt');
    endsAt = Math.min(endsAt, performance.now() + ${graceMs});
    return false;
  }
};
try {
  runInThisContext('while (!isOver());', { breakOnSigint: true });
} catch {}
process.kill(process.pid, 'SIGINT');
Atomics.wait(never, 0, 0, ${endMs});
process.kill(process.pid, 'SIGKILL');
`;

/**
 * Takes Ctrl-C (SIGINT) away from the main thread: `onInterrupt` is called there when it can be, and the process is ended in any case.
 * When the thread fails, `onFailure` says that the main thread has to listen again.
 */
export function startWatchdog(onInterrupt: () => void, onFailure: () => void): void {
  const resourceLimits = { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 8, stackSizeMb: 1 };
  // It needs nothing of the environment, which holds secrets, and no module that was to be loaded first.
  const worker = new Worker(source, { eval: true, env: {}, execArgv: [], resourceLimits });
  worker.on('message', onInterrupt);
  worker.on('error', onFailure);
  worker.unref();
}
