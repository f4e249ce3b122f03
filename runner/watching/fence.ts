import { didReport, isAcknowledged } from '../../simulator/index.ts';
import { currentTime, laterTime } from '../context/current-report.ts';
import { CannotTell } from '../context/expect.ts';
import type { RunState } from '../context/run-state.ts';
import { describeOutcome } from '../evidence/describe.ts';
import { exchange } from '../sending/exchange.ts';
import { rateLimited } from '../sending/rate-limited.ts';
import { noteBacklog } from './progress.ts';
import { pollerFor } from './run-poller.ts';

/**
 * Whether the effect of a genuine message about a separate PBX shows in time. A receiver may drop the message as a duplicate if another one
 * has the same second. So a second message is sent with an updateTime that no other message has.
 *
 * @throws CannotTell if the message isn't acknowledged, or nothing can be seen.
 */
export async function fenceShows(
  run: RunState,
  withinMs: number,
  signal: AbortSignal,
  onSend?: () => void,
): Promise<boolean> {
  const { settleMs } = run.observation;
  if (await shows(run, currentTime(run), Math.min(withinMs, settleMs), signal, onSend)) return true;
  if (withinMs <= settleMs) return false;
  return shows(run, laterTime(run), withinMs, signal);
}

/** Whether the effect of a report shows in time that is newer than all others. */
export function newestShows(run: RunState, signal: AbortSignal): Promise<boolean> {
  return shows(run, laterTime(run), run.observation.settleMs, signal);
}

async function shows(
  run: RunState,
  updateTime: number,
  withinMs: number,
  signal: AbortSignal,
  onSend?: () => void,
): Promise<boolean> {
  const sn = run.identities.serial();
  const poller = pollerFor(run, signal);
  const message = [didReport({ sn, dids: run.identities.dids(1), updateTime })];
  const what = 'a genuine message about another PBX, to detect when the receiver has caught up';
  let acknowledgedAt: number | undefined;
  let isShown = false;
  try {
    const fence = await poller.fence(sn, async () => {
      onSend?.();
      await sendBeside(run, message, what, signal);
      acknowledgedAt = performance.now();
      return poller.endsAfter(withinMs);
    });
    if (fence.kind === 'trouble')
      throw new CannotTell({ reasonCode: 'observer-failed', detail: fence.reason });
    isShown = fence.kind === 'shown';
    return isShown;
  } finally {
    // If the second one shows soon, the first was dropped, not late. The time may be over before either shows.
    if ((isShown || withinMs > run.observation.settleMs) && acknowledgedAt !== undefined) {
      run.seen.behindMs = Math.max(run.seen.behindMs ?? 0, performance.now() - acknowledgedAt);
      if (!isShown) await noteBacklog(run).catch(() => {});
    }
  }
}

/**
 * Sends a genuine message that belongs to no rule; `what` describes it.
 *
 * @throws CannotTell if it isn't acknowledged.
 */
export async function sendBeside(
  run: RunState,
  message: unknown,
  what: string,
  signal: AbortSignal,
): Promise<void> {
  const timeoutMs = run.target.settings.timeoutSeconds * 1000;
  const sent = await exchange(run, { message, what, timeoutMs, signal });
  const skipped = run.guards.crashes.messages.skippedFor({ message, fault: undefined }, sent);
  if (skipped !== undefined) throw new CannotTell({ reasonCode: 'crashes', what: skipped });
  const { outcome, elapsedMs } = sent;
  if (isAcknowledged(outcome)) return;
  if (run.guards.rate.isExceeded) throw new CannotTell(rateLimited(run.guards.rate));
  throw new CannotTell({
    reasonCode: 'not-acknowledged',
    what,
    response: describeOutcome(outcome, elapsedMs),
  });
}
