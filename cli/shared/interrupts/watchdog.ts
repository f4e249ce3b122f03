/** How long an interrupted process may take to end, however busy it is (ms). */
const graceMs = 1900;
/** How long a process takes to end by a signal (ms). */
const endMs = 100;

/**
 * Runs in its own thread. Code that `vm` runs with `breakOnSigint` is interrupted by Ctrl-C in any thread, so this thread notices it while
 * the main thread is blocked. The outer code keeps the signal from the system while the inner code is interrupted.
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
 * Handles Ctrl-C (SIGINT) for the main thread: calls `onInterrupt` there if possible, and ends the process in any case. If the thread
 * fails, `onFailure` says that the main thread must listen again. Returns a function that keeps the process running.
 */
export function startWatchdog(onInterrupt: () => void, onFailure: () => void): () => void {
  // Loaded only now, which makes help faster.
  const { Worker } = process.getBuiltinModule('node:worker_threads');
  const resourceLimits = { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 8, stackSizeMb: 1 };
  // It needs no environment, which contains secrets, and no preloaded modules.
  const worker = new Worker(source, { eval: true, env: {}, execArgv: [], resourceLimits });
  worker.on('message', onInterrupt);
  worker.on('error', onFailure);
  worker.unref();
  return () => worker.ref();
}
