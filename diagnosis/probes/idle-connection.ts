import type { ProbeResponse, SendProbe } from '../../runner/index.ts';
import {
  type ConnectionOptions,
  type Connector,
  freshConnections,
  isAcknowledged,
  keptConnections,
  systemClock,
} from '../../simulator/index.ts';
import type { BlockedMessage } from '../facts.ts';

/** A receiver that is only slow doesn't happen to take exactly these times (ms). */
const holdsMs = [500, 1500, 900];
/** How soon the receiver must respond to a single message, and after the idle connection is closed (ms). */
const soonMs = 300;

/**
 * Keeps a connection open and idle, and sends a message on another one. Undefined unless the receiver responds to it each time as soon as the
 * idle one is closed.
 */
export async function probeIdleConnection(
  send: SendProbe,
  message: () => unknown,
  connection: ConnectionOptions,
): Promise<readonly BlockedMessage[] | undefined> {
  const fresh = freshConnections(connection);
  const blocked: BlockedMessage[] = [];
  for (const heldMs of holdsMs) {
    if (!isSoon(await send(message(), { connector: fresh }))) return undefined;
    const kept = keptConnections(connection);
    const answer = await sendBeside(kept, heldMs, (connector) => send(message(), { connector }), fresh);
    if (answer === undefined) return undefined;
    blocked.push({ heldMs, answer });
  }
  return blocked;
}

async function sendBeside(
  kept: Connector,
  heldMs: number,
  send: (connector: Connector) => Promise<ProbeResponse>,
  fresh: Connector,
): Promise<ProbeResponse | undefined> {
  try {
    if (!isSoon(await send(kept))) return undefined;
    const waiting = send(fresh);
    const isEarly = await Promise.race([
      waiting.then(() => true),
      systemClock.sleep(heldMs).then(() => false),
    ]);
    if (isEarly) return undefined;
    kept.close();
    const answer = await waiting;
    return isSoon({ ...answer, elapsedMs: answer.elapsedMs - heldMs }) ? answer : undefined;
  } finally {
    kept.close();
  }
}

function isSoon({ outcome, elapsedMs }: ProbeResponse): boolean {
  return isAcknowledged(outcome) && elapsedMs <= soonMs;
}
