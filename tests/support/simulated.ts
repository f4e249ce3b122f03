import { seededRandom } from '../../simulator/index.ts';
import { inSimulatedTime } from '../../time/index.ts';

/** Runs this in simulated time, the same in each run. A check inside it needs no `time` of its own. */
export async function simulated<T>(work: () => Promise<T>, seed = 1): Promise<T> {
  return (await inSimulatedTime(seededRandom(seed), work)).result;
}
