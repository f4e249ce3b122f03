import type { Inbox, InboxResponse, OptionalSecret } from '../../../schemas/generated/console-types.ts';
import { assertUsableSecret } from '../../../simulator/index.ts';
import {
  type Call,
  jsonResponse,
  nothing,
  numberOf,
  type OperationHandlers,
  optionalNumber,
} from '../api/handler.ts';
import { refuseCall } from '../api/problem.ts';
import type { ConsoleContext } from '../context.ts';
import type { InboxState } from './state.ts';

/** The operations of the inbox. */
export function inboxHandlers(
  { store, hub, webhookService }: ConsoleContext,
  state: InboxState,
  url: string,
): OperationHandlers {
  return {
    getInbox: (call) =>
      jsonResponse({
        url,
        response: state.response(),
        hasSecret: state.ownSecret() !== undefined,
        ...page(call),
      }),
    emptyInbox: () => {
      store.arrivals.clear();
      hub.changed('inbox');
      return nothing();
    },
    setInboxResponse: ({ body }) => {
      state.setResponse(body as InboxResponse);
      return jsonResponse(state.response());
    },
    addInboxWebhook: () => jsonResponse(webhookService.add({ url, method: 'POST', events: 'All' }), 201),
    setInboxSecret: ({ body }) => {
      const { secret } = body as OptionalSecret;
      if (secret !== null) assertUsableSecret(secret, 'the secret');
      state.setOwnSecret(secret ?? undefined);
      return nothing();
    },
    getArrival: (call) => jsonResponse(arrival(numberOf(call, 'seq'))),
  };

  /** One more than shown says whether there are more. */
  function page(call: Call): Pick<Inbox, 'rows' | 'total' | 'next'> {
    const limit = numberOf(call, 'limit');
    const found = store.arrivals.rows({ before: optionalNumber(call, 'before'), limit: limit + 1 });
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const next = found.length > limit && last ? { next: last.seq } : {};
    return { rows, total: store.arrivals.total, ...next };
  }

  function arrival(seq: number) {
    return (
      store.arrivals.get(seq) ??
      refuseCall(
        404,
        'no-arrival',
        `request #${seq} was removed: the inbox was emptied, or newer requests replaced it`,
      )
    );
  }
}
