import type { Profile } from '../profile.ts';
import type { Settings } from '../sender/settings.ts';
import type { Outcome } from '../wire/outcome.ts';
import type { Method } from '../wire/request.ts';
import type { WireRequest } from '../wire/wire.ts';

/** An accepted message for one webhook: everything needed to send it again, except the secret, which no journal stores. */
export interface AcceptedDelivery {
  /** Unique in the journal. */
  readonly id: string;
  /** When it was accepted. */
  readonly acceptedAt: Date;
  /** The webhook at that time. */
  readonly webhook: {
    /** Its id. */
    readonly id: string;
    /** The URL of the receiver. */
    readonly url: string;
    /** The request method. */
    readonly method: Method;
  };
  /** The kind of the message: `test`, `did_change`, `capacity_change` and so on. */
  readonly event: string;
  /** The bytes of the message. */
  readonly message: Uint8Array;
  /** The signature of the first attempt. Retries repeat or renew it (profile `retrySignature`). */
  readonly signature: string;
  /** Timeout and retry count. */
  readonly settings: Settings;
  /** Sender behavior that the vendor doesn't document. */
  readonly profile: Profile;
  /** The name of the fault that it is sent with; absent if none. */
  readonly fault?: string | undefined;
}

/** One event of a delivery; `n` counts its attempts from 1. */
export type JournalEntry =
  /** A message was accepted for a webhook. */
  | {
      readonly kind: 'accepted';
      /** The delivery. */
      readonly delivery: AcceptedDelivery;
    }
  /** Written before the first byte is sent, so an attempt interrupted by a crash counts. */
  | {
      readonly kind: 'attempt-started';
      /** The delivery's id. */
      readonly id: string;
      /** The number of the attempt. */
      readonly n: number;
      /** When it started. */
      readonly at: Date;
    }
  /** An attempt ended. */
  | {
      readonly kind: 'attempt-ended';
      /** The delivery's id. */
      readonly id: string;
      /** The number of the attempt. */
      readonly n: number;
      /** The sent request. */
      readonly request: WireRequest;
      /** The outcome. */
      readonly outcome: Outcome;
      /** How long it took (ms). */
      readonly elapsedMs: number;
      /** How long the sender itself was delayed in the meantime (ms), if at least 500. */
      readonly measuredLateMs?: number | undefined;
    }
  /** The delivery ended. */
  | {
      readonly kind: 'ended';
      /** The delivery's id. */
      readonly id: string;
      /** How it ended. */
      readonly state: JournalEndState;
      /** When it ended. */
      readonly at: Date;
    };

/** How a delivery ended. */
export type JournalEndState =
  /** An attempt got a 2xx in time. */
  | 'acknowledged'
  /** All attempts were made, and none was acknowledged. */
  | 'exhausted';

/** The state of a delivery. */
export type DeliveryState =
  /** There are attempts left. */
  | 'pending'
  /** It ended. */
  | JournalEndState;

/** A stored attempt. Without an outcome, it is in progress or was interrupted by a crash. */
export interface JournalledAttempt {
  /** Its number, from 1. */
  readonly n: number;
  /** When it started. */
  readonly startedAt: Date;
  /** The sent request. */
  readonly request?: WireRequest | undefined;
  /** The outcome. */
  readonly outcome?: Outcome | undefined;
  /** How long it took (ms). */
  readonly elapsedMs?: number | undefined;
  /** How long the sender itself was delayed in the meantime (ms), if at least 500. */
  readonly measuredLateMs?: number | undefined;
}

/** A stored delivery. */
export interface JournalledDelivery extends AcceptedDelivery {
  /** Its current state. */
  readonly state: DeliveryState;
  /** When it ended. */
  readonly endedAt?: Date | undefined;
  /** Its attempts so far, in order. */
  readonly attempts: readonly JournalledAttempt[];
}

/** Which deliveries to find. */
export interface JournalQuery {
  /** Only in this state; default all. */
  readonly state?: DeliveryState;
  /** Newest first; default oldest first, in the order of acceptance. */
  readonly newestFirst?: boolean;
  /** The maximum number; default all. */
  readonly limit?: number;
}

/** Which deliveries to find, newest first. */
export interface DeliverySearch {
  /** The lowest number to search. */
  readonly first: number;
  /** The highest number to search. */
  readonly last: number;
  /** The maximum number of results. */
  readonly limit: number;
  /** Only in this state. */
  readonly state?: DeliveryState | undefined;
  /** The webhook's id. */
  readonly webhookId?: string | undefined;
  /** The event of the message. */
  readonly event?: string | undefined;
  /** A text in the message, the URL or the signature, ignoring the case. */
  readonly text?: string | undefined;
}

/** A delivery and its number in the journal, in the order of acceptance, from 1. */
export interface NumberedDelivery extends JournalledDelivery {
  /** Its number. */
  readonly seq: number;
}

/** A journal that can be searched by the numbers of its deliveries. */
export interface SearchableJournal extends Journal {
  /** The number of the last accepted delivery; `append` increments it before it resolves. 0 if none. */
  readonly lastSeq: number;
  /** The number of the oldest stored delivery; 1 if none. */
  readonly firstSeq: number;
  /**
   * Stored deliveries, newest first.
   *
   * @param search Which deliveries.
   */
  search(search: DeliverySearch): NumberedDelivery[];
}

/** Stores every delivery and attempt. */
export interface Journal {
  /**
   * Resolves once these entries, and all earlier ones, would survive a crash.
   *
   * @param entries What happened, in order.
   * @throws HookswitchError `journal-failed` when they can't be stored. The journal is unusable after that.
   */
  append(entries: readonly JournalEntry[]): Promise<void>;
  /**
   * The stored deliveries.
   *
   * @param query Which deliveries; default all, oldest first.
   * @throws HookswitchError `journal-failed`.
   */
  deliveries(query?: JournalQuery): Iterable<JournalledDelivery>;
  /** Writes pending entries and closes the file. */
  close(): Promise<void>;
}
