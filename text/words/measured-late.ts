import { formatMs } from './durations.ts';

/** The remark for an outcome that this process itself saw too late. */
export function measuredLate(lateMs: number): string {
  return `measured late: Hookswitch itself was delayed by ${formatMs(lateMs)}`;
}
