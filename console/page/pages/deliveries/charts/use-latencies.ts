import { useEffect, useState } from 'preact/hooks';
import type { LatencyPoint } from '../../../../../schemas/generated/console-types.ts';
import { api, isAbort } from '../../../api.ts';
import { onChanged, onEvents, onReconnect } from '../../../events.ts';
import { notifyProblem } from '../../../parts/notices.tsx';
import { inTurns } from '../in-turns.ts';

const maxPoints = 2000;
/** So often new points are taken in: drawing two thousand costs more than drawing a row. */
const turnMs = 250;

/** The list is what a person came for: its request goes first. */
const firstWaitMs = 30;

/** The attempts that ended last, oldest first, as they come; undefined until they are loaded. */
export function useLatencies(): readonly LatencyPoint[] | undefined {
  const [points, setPoints] = useState<readonly LatencyPoint[]>();
  useEffect(() => {
    const controller = new AbortController();
    const load = () =>
      api.listLatencies(controller.signal).then(
        (answer) => setPoints(sorted(answer.points)),
        (reason) => {
          if (!isAbort(reason)) notifyProblem(reason);
        },
      );
    const first = setTimeout(load, firstWaitMs);
    const turns = inTurns<LatencyPoint>(
      (news) => setPoints((old) => sorted([...(old ?? []), ...news]).slice(-maxPoints)),
      turnMs,
    );
    const stops = [
      onEvents('deliveries', (events) => turns.take(events.flatMap(({ latencies }) => latencies))),
      onChanged(['deliveries'], load),
      onReconnect(load),
      () => clearTimeout(first),
      turns.stop,
      () => controller.abort(),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return points;
}

/** They come in the order in which they were noticed; a chart goes by the clock. */
function sorted(points: readonly LatencyPoint[]): LatencyPoint[] {
  return points.toSorted(
    (one, other) => Number(one.endedAt > other.endedAt) - Number(one.endedAt < other.endedAt),
  );
}
