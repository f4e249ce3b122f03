import type { AttemptOutcomeName, DeliveryRow } from '../../../../server/api/types.ts';
import { countWithWord, formatNumber } from '../../../parts/words/count.ts';
import { durationInWords } from '../../../parts/words/duration.ts';
import { outcomeNames, outcomeWord } from '../delivery-words.ts';

/** An attempt that ended, for the chart. */
export interface LatencyPoint {
  readonly seq: number;
  readonly n: number;
  readonly endedMs: number;
  readonly elapsedMs: number;
  readonly outcome: AttemptOutcomeName;
  readonly timeoutMs: number;
}

/** The attempts that ended, oldest first, without those whose time may be our own delay. */
export function latencyPoints(rows: readonly DeliveryRow[]): LatencyPoint[] {
  const points = rows.flatMap(({ seq, attempts, timeoutMs }) =>
    attempts.flatMap(({ n, startedAt, elapsedMs, outcome, measuredLateMs }) =>
      elapsedMs === undefined || outcome === undefined || measuredLateMs !== undefined
        ? []
        : { seq, n, endedMs: Date.parse(startedAt) + elapsedMs, elapsedMs, outcome, timeoutMs },
    ),
  );
  return points.sort((one, other) => one.endedMs - other.endedMs);
}

/** The latency chart as a sentence, for people who can't see it or want the numbers. */
export function latencyWords(points: readonly LatencyPoint[]): string {
  const acks = points.filter(({ outcome }) => outcome === 'acknowledged').map(({ elapsedMs }) => elapsedMs);
  if (acks.length === 0) return 'No attempt acknowledged yet.';
  acks.sort((one, other) => one - other);
  const at = (part: number) =>
    durationInWords(acks[Math.min(acks.length - 1, Math.floor(acks.length * part))] ?? 0);
  if (acks.length === 1) return `1 ack, after ${at(1)}.`;
  // With fewer than 20, there is no slowest 5%.
  const most = acks.length < 20 ? '' : ` 95% within ${at(0.95)},`;
  return `${countWithWord(acks.length, 'ack')}: half within ${at(0.5)},${most} the slowest ${at(1)}.`;
}

/** The number of attempts per outcome, without zeros. */
export function outcomeCounts(points: readonly LatencyPoint[]): { outcome: AttemptOutcomeName; n: number }[] {
  const counts = new Map<AttemptOutcomeName, number>();
  for (const { outcome } of points) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return outcomeNames.flatMap((outcome) => {
    const n = counts.get(outcome);
    return n === undefined ? [] : [{ outcome, n }];
  });
}

export function outcomeWords(points: readonly LatencyPoint[]): string {
  const counts = outcomeCounts(points);
  return `${countWithWord(points.length, 'attempt')}: ${counts.map(({ outcome, n }) => `${formatNumber(n)} ${outcomeWord(outcome).toLowerCase()}`).join(', ')}.`;
}
