import type { RunState } from '../context/run-state.ts';
import { pollerFor } from './run-poller.ts';

/** How long after a change the next step is awaited (ms). */
const stepMs = 500;

/**
 * Watches the PBX of the last report that was sent to learn, which had settled. If it changes again, such as from "pending" to "done", all
 * rules wait longer. Ends before the rules that observe start, and usually while others run.
 */
export async function watchLaterSteps(run: RunState, signal: AbortSignal): Promise<void> {
  const { learned, observer, settleMs } = run;
  if (!learned?.effects.dids || learned.problem === 'one-state' || !observer?.isPerPbx) return;
  const { sn, state, since } = learned.resting;
  const endsAt = since + Math.min(stepMs, settleMs);
  const { pauseMs } = await pollerFor(run, signal).watch(sn, state, { isWhole: () => false, since, endsAt });
  notePause(run, pauseMs);
}

/** The longest pause counts for all rules. */
export function notePause({ seen }: Pick<RunState, 'seen'>, pauseMs: number): void {
  seen.pauseMs = Math.max(seen.pauseMs ?? 0, pauseMs);
}
