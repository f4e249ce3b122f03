import type { Socket } from 'node:net';
import type { OutcomeRecord } from '../schemas/generated/types.ts';
import { type Connector, type Outcome, systemClock } from '../simulator/index.ts';

/** How many open connections a receiver keeps, and what happens to a message on one more. */
export interface ConnectionLimit {
  /** How many idle connections were opened, and how many of them it kept. */
  readonly opened: number;
  readonly kept: number;
  /** The outcomes of a message while these were open, and with half as many. */
  readonly dropped: Outcome;
  readonly served: Outcome;
}

interface ProbeOptions {
  readonly url: string;
  /** Opens a new connection each time. */
  readonly connector: Connector;
  /** Sends the test message. */
  readonly send: () => Promise<Outcome>;
}

/** How long opening connections may take, and how long the receiver may take to close those that it doesn't keep (ms). */
const opensWithinMs = 500;
const closesWithinMs = 100;
/** How often to check whether the receiver noticed that connections are closed, and how long to wait in between (ms). */
const maxTries = 5;
const pauseMs = 50;

/** Whether the receiver dropped the connection instead of responding. Pure. */
export function isDropped(outcome: Outcome | OutcomeRecord): boolean {
  return outcome.kind === 'connection-failed' && outcome.phase !== 'body';
}

/**
 * Opens idle connections, which cause no work. Undefined unless the receiver keeps some of them, closes the others, drops a message on an
 * additional one, and serves a message when half as many are open.
 */
export async function probeLimit(
  { url, connector, send }: ProbeOptions,
  opened: number,
): Promise<ConnectionLimit | undefined> {
  const open = (count: number) => openIdle(connector, new URL(url), count);
  const all = await open(opened);
  const dropped = await send().finally(all.close);
  const kept = all.kept();
  if (!isDropped(dropped) || kept === 0 || kept === opened) return undefined;
  for (let left = maxTries; left > 0; left -= 1) {
    await systemClock.sleep(pauseMs);
    const half = await open(Math.floor(kept / 2));
    const served = await send().finally(half.close);
    if (served.kind === 'response') return { opened, kept, dropped, served };
  }
  return undefined;
}

async function openIdle(connector: Connector, url: URL, count: number) {
  const sockets = Array.from({ length: count }, () => connector.open(url).socket);
  await Promise.race([Promise.all(sockets.map(opensOrCloses)), systemClock.sleep(opensWithinMs)]);
  await systemClock.sleep(closesWithinMs);
  let kept = 0;
  return {
    kept: () => kept,
    close() {
      kept = sockets.filter((socket) => !socket.destroyed && !socket.connecting).length;
      for (const socket of sockets) socket.destroy();
    },
  };
}

function opensOrCloses(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('connect', () => resolve()).once('close', () => resolve());
  });
}
