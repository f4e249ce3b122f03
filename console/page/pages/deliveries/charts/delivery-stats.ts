import type { AttemptOutcomeName, LatencyPoint } from '../../../../server/api/types.ts';
import { countWithWord, formatNumber } from '../../../parts/words/count.ts';
import { durationInWords } from '../../../parts/words/duration.ts';
import { outcomeNames, outcomeWord } from '../delivery-words.ts';

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

export interface OutcomeBars {
  /** The start of each bar in seconds. */
  starts: number[];
  widthSeconds: number;
  /** The number of each outcome per bar. */
  counts: Record<AttemptOutcomeName, number>[];
}

const maxBars = 40;
/** Durations for bars and axis marks. Whole seconds, so that no two marks have the same label. */
export const roundSeconds = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400,
];

/** The attempts by end time, in at most about 40 bars of equal duration. */
export function outcomeBars(points: readonly LatencyPoint[]): OutcomeBars {
  const times = points.map(({ endedAt }) => Date.parse(endedAt) / 1000);
  const from = times[0] ?? 0;
  const until = times.at(-1) ?? 0;
  const widthSeconds =
    roundSeconds.find((width) => (until - from) / width < maxBars) ?? (until - from) / (maxBars - 1);
  const begin = Math.floor(from / widthSeconds);
  const bars = Math.max(1, Math.floor(until / widthSeconds) - begin + 1);
  const counts = Array.from({ length: bars }, none);
  points.forEach(({ outcome }, index) => {
    const bar = counts[Math.floor((times[index] ?? 0) / widthSeconds) - begin];
    if (bar !== undefined) bar[outcome] += 1;
  });
  return { starts: counts.map((_, index) => (begin + index) * widthSeconds), widthSeconds, counts };
}

function none(): Record<AttemptOutcomeName, number> {
  return { acknowledged: 0, refused: 0, timeout: 0, 'connection-failed': 0, aborted: 0 };
}
