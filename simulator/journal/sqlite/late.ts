/**
 * What the journal says of an answer or a timeout that the sender itself was late for: in the column that tells of other outcomes, for
 * a file that an earlier version made has no other.
 */
export function lateDetail(measuredLateMs: number | undefined): string | null {
  return measuredLateMs === undefined ? null : `measured late by ${measuredLateMs} ms`;
}

/** The milliseconds that such a sentence tells of. */
export function measuredLateIn(detail: string): number | undefined {
  const [, ms] = /^measured late by (\d{1,12}(?:\.\d{1,20})?) ms$/.exec(detail) ?? [];
  return ms === undefined ? undefined : Number(ms);
}
