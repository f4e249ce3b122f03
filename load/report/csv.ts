import type { LoadPoint, LoadReport } from '../../schemas/generated/types.ts';

type Column = readonly [name: string, value: (point: LoadPoint) => number | null];

const columns: readonly Column[] = [
  ['at_ms', ({ atMs }) => Math.round(atMs)],
  ['interval_ms', ({ intervalMs }) => Math.round(intervalMs)],
  ['due', ({ due }) => due],
  ['sent', ({ sent }) => sent],
  ['attempts', ({ attempts }) => attempts],
  ['acknowledged', ({ acknowledged }) => acknowledged],
  ['in_flight', ({ inFlight }) => inFlight],
  ['late', ({ late }) => late],
  ['waiting_for_retry', ({ waitingForRetry }) => waitingForRetry],
  ...(['lag', 'service', 'ack'] as const).flatMap((time) =>
    (['p50', 'p90', 'p99', 'p999', 'max'] as const).map(
      (quantile): Column => [`${time}_${quantile}_ms`, (point) => point[`${time}Ms`][quantile]],
    ),
  ),
];

/** The run as CSV (RFC 4180) with a line per interval and a column per outcome. Empty means that nothing was counted. Pure. */
export function renderCsv({ series, outcomes }: LoadReport): string {
  const names = Object.keys(outcomes).sort();
  const all: readonly Column[] = [
    ...columns,
    ...names.map(
      (name): Column => [
        `outcome_${name}`,
        ({ outcomes: own }) => (Object.hasOwn(own, name) ? (own[name] ?? 0) : 0),
      ],
    ),
  ];
  const lines = [
    all.map(([name]) => name),
    ...series.map((point) => all.map(([, value]) => value(point) ?? '')),
  ];
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}
