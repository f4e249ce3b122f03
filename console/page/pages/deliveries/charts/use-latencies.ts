import { useEffect, useState } from 'preact/hooks';
import type { LatencyPoint } from '../../../../server/api/types.ts';
import { api, ask } from '../../../api.ts';
import { joinStops, onChanged, onEvents, onReconnect } from '../../../events.ts';
import { notifyProblem } from '../../../parts/notices.tsx';
import { createBatcher } from '../batcher.ts';

const maxPoints = 2000;
/** How often to add new points: drawing two thousand is expensive. */
const batchMs = 250;

/** The list matters most, so its request goes first. */
const firstWaitMs = 30;

/** The latest attempts, oldest first and live; undefined until they are loaded. */
export function useLatencies(): readonly LatencyPoint[] | undefined {
  const [points, setPoints] = useState<readonly LatencyPoint[]>();
  useEffect(() => {
    const load = () =>
      ask(api.deliveries.latencies.$get()).then((answer) => setPoints(sorted(answer.points)), notifyProblem);
    const first = setTimeout(load, firstWaitMs);
    const batcher = createBatcher<LatencyPoint>(
      (added) => setPoints((old) => sorted([...(old ?? []), ...added]).slice(-maxPoints)),
      batchMs,
    );
    return joinStops(
      onEvents('deliveries', (events) => batcher.add(events.flatMap(({ latencies }) => latencies))),
      onChanged(['deliveries'], load),
      onReconnect(load),
      () => clearTimeout(first),
      batcher.stop,
    );
  }, []);
  return points;
}

/** Events arrive in the order of detection, but a chart needs the order of time. */
function sorted(points: readonly LatencyPoint[]): LatencyPoint[] {
  return points.toSorted(
    (one, other) => Number(one.endedAt > other.endedAt) - Number(one.endedAt < other.endedAt),
  );
}
