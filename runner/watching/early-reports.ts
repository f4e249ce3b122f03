import type { EarlyReports } from '../../observation/index.ts';
import type { RunState } from '../context/run-state.ts';

/** None if the receiver has crashed since: it may have lost what it kept in memory, which another rule checks. */
export function earlyReports({
  observation: { learned },
  guards: { crashes },
  seen,
}: Pick<RunState, 'observation' | 'guards' | 'seen'>): EarlyReports {
  const early = crashes.crashes.length > 0 ? [] : (learned?.early ?? []);
  const reports = early.map((one) => ({ ...one, state: seen.ignored.without(one.state) }));
  return { reports, agoMs: performance.now() - (learned?.at ?? 0) };
}
