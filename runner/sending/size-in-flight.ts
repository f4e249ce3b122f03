import { type ConnectionLimit, isDropped } from '../../receiver/index.ts';
import { isAcknowledged, type Transmission, testMessage } from '../../simulator/index.ts';
import { maxRulesAtOnce, type Pace } from '../budget.ts';
import type { RunState } from '../context/run-state.ts';
import { exchange } from './exchange.ts';

export const maxInFlight = 16;
const fewInFlight = 4;
/** If an ack takes longer than this, more attempts at once are tried: a receiver that only waits can do so for many (ms). */
const slowMs = 100;

/** A receiver may notice only later that a connection was closed, and looks at its state need some, too. */
export function atOnceWithin({ kept }: ConnectionLimit): number {
  return Math.max(1, Math.min(maxInFlight, Math.floor(kept / 2)));
}

/** The number of connections, if some of these were dropped because too many were open. */
async function atOnceAfter(
  sent: readonly Transmission[],
  { guards: { connections } }: RunState,
): Promise<number | undefined> {
  const limit = sent.some(({ outcome }) => isDropped(outcome)) ? await connections.findLimit() : undefined;
  return limit && atOnceWithin(limit);
}

/** How many attempts can run concurrently, and the receiver's capacity. */
interface Sizing {
  readonly atOnce: number;
  readonly pace: Pace;
}

/**
 * How many attempts can run concurrently without making the receiver late or busy. Separate rules check whether it can handle many at once.
 * A receiver that serves one request at a time gets so few that its queue stays well below the timeout, during this measurement too.
 *
 * @param withinMs No larger number is tried after this much time, since it may take too long.
 */
export async function sizeInFlight(run: RunState, withinMs: number, signal: AbortSignal): Promise<Sizing> {
  const timeoutMs = run.target.settings.timeoutSeconds * 1000;
  const start = performance.now();
  const transmitOne = () =>
    exchange(run, {
      message: testMessage,
      what: 'the test message',
      timeoutMs,
      signal,
      unbounded: true,
      seesDrops: true,
      triesAnyway: true,
    });
  const first = await transmitOne();
  const ackMs = first.elapsedMs;
  const guess = (atOnce: number) => ({ atOnce, pace: { ackMs, eachMs: ackMs / atOnce, queueMs: 0 } });
  // A receiver that doesn't respond isn't delayed by other attempts, and waiting for many at once takes less time.
  if (first.outcome.kind === 'timeout') return guess(maxRulesAtOnce);
  if (!isAcknowledged(first.outcome)) return guess(maxInFlight);
  // The longest time in the queue.
  const mayWaitMs = Math.min(timeoutMs / 3, (timeoutMs - ackMs) / 2);
  let sizing = guess(1);
  const burst = run.guards.rate.most(maxRulesAtOnce);
  const sizes = [fewInFlight, maxInFlight, ...(ackMs > slowMs ? [maxRulesAtOnce] : [])];
  for (const atOnce of sizes.filter((size) => size <= burst)) {
    const { queueMs } = sizing.pace;
    const willTakeMs = ackMs + atOnce * queueMs;
    const isTooMany = sizing.atOnce > 1 && atOnce * queueMs > mayWaitMs;
    if (isTooMany || performance.now() - start + willTakeMs > withinMs) break;
    const sent = await Promise.all(Array.from({ length: atOnce }, transmitOne));
    if (!sent.every(({ outcome }) => isAcknowledged(outcome)))
      return { ...sizing, atOnce: (await atOnceAfter(sent, run)) ?? sizing.atOnce };
    const longestMs = Math.max(...sent.map(({ elapsedMs }) => elapsedMs));
    const later = Math.max(0, (longestMs - ackMs) / (atOnce - 1));
    const inTime = later === 0 ? atOnce : Math.floor(mayWaitMs / later);
    sizing = {
      atOnce: Math.max(1, Math.min(atOnce, inTime)),
      pace: { ackMs, eachMs: longestMs / atOnce, queueMs: later },
    };
  }
  return sizing;
}
