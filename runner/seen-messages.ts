import type { Transmission } from '../simulator/index.ts';
import type { Signing } from '../simulator/wire/request.ts';
import { describeOutcome } from './evidence/describe.ts';

/** One message of the check, whichever rule it was for, and its response. */
export interface SeenMessage {
  /** What was sent, as a phrase. */
  readonly what: string;
  /** Sent to the webhook as it is configured, signed and with all its time. What the diagnosis tries, such as another path, is not. */
  readonly isGenuine: boolean;
  /** The receiver had nothing else to do at that time. */
  readonly isAlone: boolean;
  readonly sent: Transmission;
}

/** What a rule needs from a check to watch it. */
export interface WatchFacts {
  /** The timeout (ms). */
  readonly timeoutMs: number;
  readonly webhook: Signing;
}

/** What the messages decide about a rule. */
export type Decided =
  | { readonly verdict: 'pass'; readonly note: string }
  | {
      readonly verdict: 'fail';
      readonly expected: string;
      readonly actual: string;
      /** The message that decides. */
      readonly message: SeenMessage;
    };

/** How a rule watches the messages of a check. */
export interface Watch {
  /** Called with each message, including those before the rules. */
  note(message: SeenMessage): void;
  /** Called at the end of the check. Undefined if the messages decide nothing. */
  decide(): Decided | undefined;
}

/** Fails at the first message in which this finds something. Without `actual`, the finding shows the response. */
export function watchFor(
  find: (
    message: SeenMessage,
    facts: WatchFacts,
  ) => { readonly expected: string; readonly actual?: string } | undefined,
): (facts: WatchFacts) => Watch {
  return (facts) => {
    let first: Decided | undefined;
    return {
      note(message) {
        if (first) return;
        const found = find(message, facts);
        const { outcome, elapsedMs } = message.sent;
        if (found)
          first = { verdict: 'fail', actual: describeOutcome(outcome, elapsedMs), message, ...found };
      },
      decide: () => first,
    };
  };
}

/** A rule that is also decided from what other rules send. */
interface Watching {
  readonly id: string;
  readonly watch?: (facts: WatchFacts) => Watch;
}

interface InFlightNow {
  isAlone: boolean;
}

/** Shows all messages of a check that YCM or a forger can send to the rules that watch them. */
export class SeenMessages {
  readonly #watches: ReadonlyMap<string, Watch>;
  readonly #inFlight = new Set<InFlightNow>();
  /** Rules that other messages decided. Alone, such a rule doesn't show it again. */
  readonly decided = new Set<string>();

  constructor(rules: readonly Watching[], facts: WatchFacts) {
    this.#watches = new Map(rules.flatMap(({ id, watch }) => (watch ? [[id, watch(facts)] as const] : [])));
  }

  async watch(
    { isImpossible, ...about }: Pick<SeenMessage, 'what' | 'isGenuine'> & { readonly isImpossible: boolean },
    transmit: () => Promise<Transmission>,
  ): Promise<Transmission> {
    const own = { isAlone: this.#inFlight.size === 0 };
    for (const other of this.#inFlight) other.isAlone = false;
    this.#inFlight.add(own);
    try {
      const sent = await transmit();
      if (!isImpossible) for (const watch of this.#watches.values()) watch.note({ ...about, ...own, sent });
      return sent;
    } finally {
      this.#inFlight.delete(own);
    }
  }

  /** What the messages decide about this rule. */
  decide(rule: string): Decided | undefined {
    const decided = this.#watches.get(rule)?.decide();
    if (decided?.verdict === 'fail') this.decided.add(rule);
    return decided;
  }
}
