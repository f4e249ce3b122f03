import { realNow } from './clock.ts';

/** A shorter time is measured by the real clock: asking for processor time costs as much as a message (ms). */
const exactFromMs = 250;

/** When a computation began (ms, real time), and the processor time used until then. */
export interface ComputationStart {
  readonly atMs: number;
  readonly processorMs: number;
}

let last: ComputationStart | undefined;

/** Starts measuring how long this process computes, which takes no simulated time. */
export function startComputation(): ComputationStart {
  const atMs = realNow();
  if (!last || atMs - last.atMs >= exactFromMs) last = { atMs, processorMs: processorMs() };
  return { atMs, processorMs: last.processorMs };
}

/** How long this process has computed since (ms): processor time if it was long, so that a busy machine doesn't count. */
export function computedSince({ atMs, processorMs: before }: ComputationStart): number {
  const tookMs = realNow() - atMs;
  return tookMs < exactFromMs ? tookMs : Math.min(tookMs, processorMs() - before);
}

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
