import type { Key } from '../../../listener/keys.ts';
import { openListener } from '../../../listener/serving/open.ts';
import { defaultLimits } from '../../../listener/serving/server.ts';
import type { ConsoleContext } from '../context.ts';
import { createExchange } from './exchange.ts';
import { inboxKeys } from './keys.ts';
import { inboxRoutes } from './routes.ts';
import { createInboxState } from './state.ts';

/** The inbox with its listener on a separate port; 0 is any free port. @throws HookswitchError `bad-flag` if the port is in use. */
export async function startInbox(context: ConsoleContext, port: number) {
  const state = createInboxState(context);
  const keys = (): readonly Key[] =>
    inboxKeys(context.sender.webhooks, state.ownSecret(), listener.bound.port);
  let isOver = false;
  const exchange = createExchange({
    limits: defaultLimits,
    keys,
    redactor: () => context.secrets.redactor,
    response: state.response,
    port: () => listener.bound.port,
    keep: state.keep,
    reasonOf: (incoming) => listener.reasonOf(incoming),
    isOver: () => isOver,
  });
  const listener = await openListener(
    {
      onRequest: (incoming, response) => {
        // If the disk is full, don't respond: the sender must not consider the request received.
        exchange.handle(incoming, response).catch(() => response.destroy());
      },
      onNoRequest: () => {},
    },
    defaultLimits,
    undefined,
    port,
    'inboxPort',
  );
  const url = `${listener.bound.url}/`;
  return {
    url,
    routes: inboxRoutes(context, state, url),
    close: async () => {
      isOver = true;
      listener.close();
    },
  };
}
