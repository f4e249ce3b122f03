import { inSimulatedTime as simulate } from '../time/index.ts';
import { seededRandom } from './random.ts';

/** How time is simulated. */
export interface SimulatedTimeOptions {
  /** Determines the start time and the values of `Math.random`; default 1. */
  readonly seed?: number;
}

/**
 * Runs a part of a test in simulated time: a sender and receivers in this process, with their timeouts, gaps and retries. Timers and clocks
 * of this thread are simulated, connections between its sockets pass bytes in memory, and time jumps whenever nothing is left to do. Other
 * simulations wait. Everything is restored afterwards.
 *
 * @param work What to run. Its signal aborts if time can't be simulated any longer.
 * @param options How time is simulated.
 * @returns What `work` returns.
 * @throws HookswitchError `bad-time` if timers are faked already, or if something waits for another process or never stops working. Also
 * throws what `work` throws.
 */
export async function inSimulatedTime<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { seed = 1 }: SimulatedTimeOptions = {},
): Promise<T> {
  const { result } = await simulate(seededRandom(seed), work);
  return result;
}
