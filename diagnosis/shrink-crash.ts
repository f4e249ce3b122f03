import type { Json } from '../observation/index.ts';
import type { RunState, SentAtCrash } from '../runner/index.ts';
import { transmit } from '../simulator/index.ts';
import { smallerMessages } from './smaller-message.ts';

/** The smallest genuine message found that makes the receiver exit. */
export interface SmallestCrashingMessage {
  readonly message: Json;
  readonly isMinimal: boolean;
}

const maxTries = 80;
/** A receiver may take a second to come back. */
const maxRestarts = 8;
const shrinkMs = 10_000;

/**
 * Finds a smaller message that makes the receiver exit. Undefined if the message isn't an array of reports, was changed by a fault or
 * acknowledged first, if no message makes it exit by itself, or the receiver can't be restarted.
 */
export async function shrinkCrash(
  run: RunState,
  { message, fault, response }: SentAtCrash,
  signal: AbortSignal,
): Promise<SmallestCrashingMessage | undefined> {
  const cannotShrink = fault !== undefined || response !== undefined;
  if (!Array.isArray(message) || cannotShrink || !run.guards.crashes.canStart) return undefined;
  const timeoutMs = run.target.settings.timeoutSeconds * 1000;
  const endsBy = (candidate: readonly Json[]) =>
    run.guards.crashes.endsBy(() =>
      run.guards.inFlight.run(() => transmit({ ...run.target, message: candidate, timeoutMs, signal })),
    );
  try {
    await run.guards.crashes.startAgain();
    return await smallestOf(message, endsBy, signal);
  } catch {
    // It did not come back.
    return undefined;
  }
}

async function smallestOf(
  message: readonly Json[],
  endsBy: (candidate: readonly Json[]) => Promise<boolean>,
  signal: AbortSignal,
): Promise<SmallestCrashingMessage | undefined> {
  const endsAt = performance.now() + shrinkMs;
  let [smallest, tries, restarts] = [message, 0, 0];
  const isOver = () =>
    signal.aborted || tries >= maxTries || restarts >= maxRestarts || performance.now() > endsAt;
  for (let candidates = smallerMessages(smallest); ; ) {
    const { value: candidate } = candidates.next();
    if (!candidate || isOver()) {
      const isConfirmed = restarts > 0 || (await endsBy(message));
      return isConfirmed ? { message: [...smallest], isMinimal: !candidate } : undefined;
    }
    tries += 1;
    if (!(await endsBy(candidate))) continue;
    restarts += 1;
    smallest = candidate;
    candidates = smallerMessages(smallest);
  }
}
