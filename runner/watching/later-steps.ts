import { isSame, type SeenReport, timesPause } from '../../observation/index.ts';
import { systemClock } from '../../simulator/index.ts';
import { currentReport } from '../context/current-report.ts';
import type { RunState } from '../context/run-state.ts';
import { earlyReports } from './early-reports.ts';
import { sendBeside } from './fence.ts';
import { pollerFor, stateSeen } from './run-poller.ts';

/** How long after a change the next step is awaited (ms). */
const stepMs = 500;

/**
 * Watches the PBX of the last learning report, whose state had settled. It may change again, for example from "pending" to "done". Ends
 * before the rules that observe start, and usually while others run. Returns the longest pause before a change (ms).
 */
export async function watchLaterSteps(run: RunState, signal: AbortSignal): Promise<number> {
  const { learned, observer, settleMs } = run.observation;
  if (!learned?.effects.dids || learned.problem === 'one-state' || !observer?.isPerPbx) return 0;
  const { sn, state, since } = learned.resting;
  const endsAt = since + Math.min(stepMs, settleMs);
  const { pauseMs } = await pollerFor(run, signal).watch(sn, state, { isWhole: () => false, since, endsAt });
  return pauseMs;
}

/** A step that comes at a fixed time, such as every half second, may come too early to be seen once. */
const reports = 2;

/**
 * Sends reports while nothing else is sent, after another PBX has changed late. If one of theirs changes late too, the receiver works in
 * steps, and all rules wait for that pause (ms). If none does, messages of other rules caused the change: a test message may change every
 * PBX.
 */
export async function confirmLaterSteps(run: RunState, pauseMs: number, signal: AbortSignal): Promise<void> {
  for (let n = 0; n < reports; n += 1) {
    const aloneMs = await pauseAlone(run, signal);
    if (aloneMs !== 0) return notePause(run, Math.max(pauseMs, aloneMs ?? 0));
  }
}

/**
 * Whether the state of a PBX changes again so late that rules may have mistaken this for the effect of another message. From now on, they
 * wait for it. Unless the first reports of the check show that nothing changes, sends a report while nothing else is sent, and watches its
 * PBX for as long as an effect may take.
 */
export async function findLateStep(run: RunState, signal: AbortSignal): Promise<boolean> {
  const { learned, observer, settleMs } = run.observation;
  const { seen } = run;
  if (!learned?.effects.dids || learned.problem || !observer?.isPerPbx || seen.observerInstability)
    return false;
  if (await keepsEarlyStates(run, signal)) return false;
  const { pauseMs: knownMs = 0 } = seen;
  const aloneMs = (await pauseAlone(run, signal, settleMs)) ?? 0;
  notePause(run, aloneMs);
  return aloneMs > timesPause * knownMs;
}

/** Whether the first reports of the check have led to the same states for as long as an effect may take. */
async function keepsEarlyStates(run: RunState, signal: AbortSignal): Promise<boolean> {
  const { reports, agoMs } = earlyReports(run);
  if (reports.length === 0) return false;
  await systemClock.sleep(Math.max(0, run.observation.settleMs - agoMs), signal);
  const poller = pollerFor(run, signal);
  const isKept = async ({ sn, state }: SeenReport) => isSame(stateSeen(await poller.observe(sn)), state);
  return (await Promise.all(reports.map(isKept))).every(Boolean);
}

/** The longest pause before a later step of a report (ms), undefined if the report shows nothing. */
async function pauseAlone(run: RunState, signal: AbortSignal, watchMs = stepMs): Promise<number | undefined> {
  const sn = run.identities.serial();
  const poller = pollerFor(run, signal);
  const before = stateSeen(await poller.observe(sn));
  const message = [currentReport(run, sn)];
  await sendBeside(run, message, 'a genuine message, to learn whether the receiver works in steps', signal);
  const changed = stateSeen(await poller.changed(sn, before));
  if (isSame(changed, before)) return undefined;
  const endsAt = poller.endsAfter(Math.min(watchMs, run.observation.settleMs));
  return (await poller.watch(sn, changed, { isWhole: () => false, endsAt })).pauseMs;
}

/** The pause noted so far (ms), which a change that isn't about one PBX may have caused. None is noted then. */
export function takePause({ seen }: Pick<RunState, 'seen'>): number {
  const { pauseMs = 0 } = seen;
  seen.pauseMs = 0;
  return pauseMs;
}

/** The longest pause counts for all rules. */
export function notePause({ seen }: Pick<RunState, 'seen'>, pauseMs: number): void {
  seen.pauseMs = Math.max(seen.pauseMs ?? 0, pauseMs);
}
