import { Hono } from 'hono';
import { assertUsableSecret } from '../../../simulator/index.ts';
import { body, query, seq } from '../api/checked.ts';
import { refuseCall } from '../api/problem.ts';
import { type Inbox, inboxQuery, inboxResponse, optionalSecret } from '../api/types.ts';
import type { ConsoleContext } from '../context.ts';
import type { InboxState } from './state.ts';

/** The operations of the inbox. */
export function inboxRoutes({ store, hub, webhookService }: ConsoleContext, state: InboxState, url: string) {
  return new Hono()
    .get('/inbox', query(inboxQuery), (context) => {
      const { before, limit = 0 } = context.req.valid('query');
      // One more than shown says whether there are more.
      const found = store.arrivals.rows({ before, limit: limit + 1 });
      const rows = found.slice(0, limit);
      const last = rows.at(-1);
      const inbox: Inbox = {
        url,
        response: state.response(),
        hasSecret: state.ownSecret() !== undefined,
        rows,
        total: store.arrivals.total,
        ...(found.length > limit && last && { next: last.seq }),
      };
      return context.json(inbox);
    })
    .delete('/inbox', (context) => {
      store.arrivals.clear();
      hub.changed('inbox');
      return context.body(null, 204);
    })
    .put('/inbox/response', body(inboxResponse), (context) => {
      state.setResponse(context.req.valid('json'));
      return context.json(state.response());
    })
    .post('/inbox/webhook', (context) =>
      context.json(webhookService.add({ url, method: 'POST', events: 'All' }), 201),
    )
    .post('/inbox/secrets', body(optionalSecret), (context) => {
      const { secret } = context.req.valid('json');
      if (secret !== null) assertUsableSecret(secret, 'the secret');
      state.setOwnSecret(secret ?? undefined);
      return context.body(null, 204);
    })
    .get('/inbox/:seq', seq, (context) => {
      const number = context.req.valid('param').seq;
      return context.json(
        store.arrivals.get(number) ??
          refuseCall(
            404,
            'no-arrival',
            `request #${number} was removed: the inbox was emptied, or newer requests replaced it`,
          ),
      );
    });
}
