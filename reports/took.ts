import type { Report } from '../schemas/generated/types.ts';
import { formatMs } from '../text/words/durations.ts';

/** How long a check took; in simulated time, both durations. */
export function tookInWords({ durationMs, simulatedMs }: Report): string {
  const took = formatMs(durationMs);
  return simulatedMs === undefined ? took : `${took} (${formatMs(simulatedMs)} simulated)`;
}
