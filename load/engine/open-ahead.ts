import { setMaxListeners } from 'node:events';
import type { Connection } from '../../simulator/wire/open-connection.ts';
import type { LoadOptions, LoadTarget } from '../options.ts';
import type { Shared } from './shared.ts';

/** Opens the connections of a load in advance, as many as the timeout allows. Opening many at once would delay the first messages. */
export async function openAhead(
  { webhook }: LoadTarget,
  { connections, settings }: LoadOptions,
  { connector }: Shared,
): Promise<void> {
  if (!connector.keeps) return;
  const url = new URL(webhook.url);
  const deadline = AbortSignal.timeout(settings.timeoutSeconds * 1000);
  setMaxListeners(0, deadline);
  const taken = Array.from({ length: connections }, () => connector.take(url));
  const areOpen = await Promise.all(taken.map((connection) => isOpened(connection, deadline)));
  for (const [n, connection] of taken.entries()) {
    connection.user = undefined;
    if (areOpen[n] && connection.isUsable) connector.give(connection);
    else connection.socket.destroy();
  }
}

/** Errors are left to the first message. */
function isOpened(connection: Connection, deadline: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const fail = () => resolve(false);
    deadline.addEventListener('abort', fail);
    connection.user = {
      onOpen: () => resolve(true),
      onData: fail,
      onEnd: fail,
      onError: fail,
      onClose: fail,
    };
  });
}
