import { didReport, isAcknowledged, systemClock } from '../../simulator/index.ts';
import { CannotTell } from '../context/expect.ts';
import type { RunState } from '../context/run-state.ts';
import { sendOnceMoreIfClosed } from '../context/send-once-more.ts';
import { describeOutcome } from '../evidence/describe.ts';
import { isSame } from './json.ts';
import { look } from './look.ts';

const pollEveryMs = 25;

/**
 * Sends a genuine message about a PBX of its own and waits until its effect shows: a receiver that works in order has by then done all
 * that came before. False when nothing shows within the time.
 */
export async function fenceShows(run: RunState, withinMs: number, signal: AbortSignal): Promise<boolean> {
  const sn = run.identities.serial();
  const before = await look(run, sn, signal);
  const updateTime = Math.floor(Date.now() / 1000);
  const message = [didReport({ sn, dids: run.identities.dids(1), updateTime })];
  const timeoutMs = run.settings.timeoutSeconds * 1000;
  const send = () => sendOnceMoreIfClosed({ ...run, message, timeoutMs, signal }, run.connection);
  const { outcome, elapsedMs } = await run.inFlight(send);
  if (!isAcknowledged(outcome)) {
    const what = 'a genuine message for another PBX, to know when the receiver has caught up';
    const response = describeOutcome(outcome, elapsedMs);
    throw new CannotTell({ because: 'not-acknowledged', what, response });
  }
  const endsAt = performance.now() + withinMs;
  while (isSame(await look(run, sn, signal), before)) {
    if (performance.now() > endsAt || signal.aborted) return false;
    await systemClock.sleep(pollEveryMs, signal);
  }
  return true;
}
