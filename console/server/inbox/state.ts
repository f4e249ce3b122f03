import type { ArrivalDetail, InboxResponse } from '../api/types.ts';
import type { ConsoleContext } from '../context.ts';

/** The inbox's state: its response, and its own secret, which is in no file. */
export interface InboxState {
  readonly response: () => InboxResponse;
  readonly setResponse: (response: InboxResponse) => void;
  readonly ownSecret: () => string | undefined;
  readonly setOwnSecret: (secret: string | undefined) => void;
  /** Stores a request, which gets its number, and reports it. */
  readonly keep: (detailOf: (seq: number) => ArrivalDetail) => void;
}

const acknowledgement: InboxResponse = { kind: 'status', status: 200, delayMs: 0 };

export function createInboxState({ store, hub, secrets }: ConsoleContext): InboxState {
  let response = store.values.read('inbox-response') ?? acknowledgement;
  let ownSecret: string | undefined;
  return {
    response: () => response,
    setResponse: (next) => {
      store.values.write('inbox-response', next);
      response = next;
      hub.changed('inbox');
    },
    ownSecret: () => ownSecret,
    setOwnSecret: (secret) => {
      if (secret !== undefined) secrets.addInMemory(secret);
      ownSecret = secret;
      hub.changed('inbox');
    },
    keep: (detailOf) => {
      store.arrivals.add(detailOf);
      hub.changed('inbox');
    },
  };
}
