/**
 * A note about a response or timeout that the sender itself measured late. It is stored in a column for other outcomes, since files of an
 * earlier version have no column for it.
 */
export function lateDetail(measuredLateMs: number | undefined): string | null {
  return measuredLateMs === undefined ? null : `measured late by ${measuredLateMs} ms`;
}

/** The milliseconds in such a note. */
export function measuredLateIn(detail: string): number | undefined {
  const [, ms] = /^measured late by (\d{1,12}(?:\.\d{1,20})?) ms$/.exec(detail) ?? [];
  return ms === undefined ? undefined : Number(ms);
}
