import type { ArrivalDetail, InboxAnswer } from '../../../schemas/generated/console-types.ts';
import type { ConsoleContext } from '../context.ts';

/** The inbox's state: its response, and its own secret, which is in no file. */
export interface InboxState {
  readonly answer: () => InboxAnswer;
  readonly setAnswer: (answer: InboxAnswer) => void;
  readonly ownSecret: () => string | undefined;
  readonly setOwnSecret: (secret: string | undefined) => void;
  /** Stores a request, which gets its number, and reports it. */
  readonly keep: (detailOf: (seq: number) => ArrivalDetail) => void;
}

const acknowledgement: InboxAnswer = { kind: 'status', status: 200, delayMs: 0 };

export function createInboxState({ store, hub, secrets }: ConsoleContext): InboxState {
  let answer = store.values.read('inbox-answer') ?? acknowledgement;
  let ownSecret: string | undefined;
  return {
    answer: () => answer,
    setAnswer: (next) => {
      store.values.write('inbox-answer', next);
      answer = next;
      hub.changed('inbox');
    },
    ownSecret: () => ownSecret,
    setOwnSecret: (secret) => {
      if (secret !== undefined) secrets.addInMemory(secret);
      ownSecret = secret;
      hub.changed('inbox');
    },
    keep: (detailOf) => hub.arrival(store.arrivals.add(detailOf).row),
  };
}
