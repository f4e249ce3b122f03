import {
  type ConnectionOptions,
  type Connector,
  freshConnections,
  type Transmission,
  type TransmitOptions,
  transmit,
} from '../../simulator/index.ts';

/**
 * One attempt; over a kept connection that was closed without an answer, once more over a new one, as HTTP clients do. RFC 9112, 9.5:
 * "From the server's point of view, the connection is being closed while it was idle, but from the client's point of view, a request is
 * in progress." Whether kept connections are served is judged by one rule, which sends over connections of its own.
 */
export async function sendOnceMoreIfClosed(
  options: TransmitOptions,
  connection: ConnectionOptions,
  inTurn: <T>(send: () => Promise<T>) => Promise<T>,
): Promise<Transmission> {
  const { connector: kept } = options;
  if (!kept.keeps) return inTurn(() => transmit(options));
  let isReused = false;
  const connector: Connector = {
    keeps: true,
    take(url) {
      const taken = kept.take(url);
      isReused = taken.isReused;
      return taken;
    },
    give: (taken) => kept.give(taken),
    close: () => kept.close(),
  };
  const first = await inTurn(() => transmit({ ...options, connector }));
  if (!isReused || !isClosedWithoutAnswer(first)) return first;
  return inTurn(() => transmit({ ...options, connector: freshConnections(connection) }));
}

function isClosedWithoutAnswer({ outcome }: Transmission): boolean {
  return outcome.kind === 'connection-failed' && (outcome.phase === 'send' || outcome.phase === 'head');
}
