import { type DidReport, didReport, unixSeconds } from '../../simulator/index.ts';
import type { RunState } from './run-state.ts';

/**
 * The current time, or the newest updateTime of the check if that is later, so that no report of the check is newer than this (seconds
 * since 1970).
 */
export function currentTime({ seen }: Pick<RunState, 'seen'>): number {
  return Math.max(unixSeconds(), seen.newestTime ?? 0);
}

/** Later than every updateTime of the check so far, for a receiver that drops a report of the same second (seconds since 1970). */
export function laterTime(run: Pick<RunState, 'seen'>): number {
  const later = currentTime(run) + 1;
  noteTime(run, later);
  return later;
}

/** Later messages of the check get at least this updateTime (seconds since 1970). */
export function noteTime({ seen }: Pick<RunState, 'seen'>, updateTime: number): void {
  seen.newestTime = updateTime;
}

/** A DID report that isn't older than any other of the check. */
export function currentReport(
  run: Pick<RunState, 'seen' | 'identities'>,
  sn = run.identities.serial(),
  dids = run.identities.dids(1),
): DidReport {
  return didReport({ sn, dids, updateTime: currentTime(run) });
}
