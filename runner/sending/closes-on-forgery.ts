import { forgedSignature, signatureHeaders } from '../../simulator/faults/signature.ts';
import { type Outcome, testMessage } from '../../simulator/index.ts';
import type { RunState } from '../context/run-state.ts';
import { probeSender } from './probe-sender.ts';

/** A crash may happen by chance, or only now and then. */
const forgeries = 3;
/** How long all of them may take (ms). */
const maxMs = 10_000;
const forged = signatureHeaders('forged-signature', 'with a forged signature', [forgedSignature]);

/** Whether the receiver closed the connection instead of responding. Pure. */
export function wasClosed(outcome: Outcome): boolean {
  return outcome.kind === 'connection-failed' && (outcome.phase === 'send' || outcome.phase === 'head');
}

/**
 * Whether the receiver closes the connection on every forged message, as some firewalls do. It's not a crash if the receiver acknowledges the
 * next genuine message each time.
 */
export function closesOnForgery(run: RunState): Promise<boolean> {
  run.seen.closesOnForgery ??= closesOnEach(run);
  return run.seen.closesOnForgery;
}

async function closesOnEach(run: RunState): Promise<boolean> {
  const send = probeSender(run, AbortSignal.timeout(maxMs));
  const crashes = run.guards.crashes.crashes.length;
  for (let left = forgeries; left > 0; left -= 1) {
    const { outcome } = await send(testMessage, { fault: forged, what: 'a forged test message' });
    if (!wasClosed(outcome) || !(await send(testMessage)).isAcknowledged) return false;
  }
  return run.guards.crashes.crashes.length === crashes;
}
