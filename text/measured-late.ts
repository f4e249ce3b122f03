import { formatMs } from './durations.ts';

/** What is said beside an outcome that this process was itself too late to see in time. */
export function measuredLate(lateMs: number): string {
  return `measured late by us: Hookswitch itself was held up for ${formatMs(lateMs)} meanwhile`;
}
