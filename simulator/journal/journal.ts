import type { Profile } from '../profile.ts';
import type { Settings } from '../sender/settings.ts';
import type { Outcome } from '../wire/outcome.ts';
import type { Method } from '../wire/request.ts';
import type { WireRequest } from '../wire/wire.ts';

/** A message that was accepted for one webhook: all that sending it again needs, but the secret, which no journal holds. */
export interface AcceptedDelivery {
  /** Unique in the journal. */
  readonly id: string;
  /** When it was accepted. */
  readonly acceptedAt: Date;
  /** The webhook as it was then. */
  readonly webhook: {
    /** Its id. */
    readonly id: string;
    /** Where to. */
    readonly url: string;
    /** The request method. */
    readonly method: Method;
  };
  /** The kind of the message: `test`, `did_change`, `capacity_change` and so on. */
  readonly event: string;
  /** The bytes of the message. */
  readonly message: Uint8Array;
  /** That of the first attempt, which resends repeat or renew (profile `resendSignature`). */
  readonly signature: string;
  /** Timeout and retry count. */
  readonly settings: Settings;
  /** How the sender behaves where the vendor is silent. */
  readonly profile: Profile;
  /** The name of the fault that it is sent with. */
  readonly fault?: string | undefined;
}

/** What happens to a delivery, in order; `n` counts its attempts from 1. */
export type JournalEntry =
  /** A message was accepted for a webhook. */
  | {
      readonly kind: 'accepted';
      /** The delivery. */
      readonly delivery: AcceptedDelivery;
    }
  /** Written before the first byte is sent: an attempt that a crash cut short counts as made. */
  | {
      readonly kind: 'attempt-started';
      /** The delivery's id. */
      readonly id: string;
      /** The number of the attempt. */
      readonly n: number;
      /** When it began. */
      readonly at: Date;
    }
  /** An attempt ended. */
  | {
      readonly kind: 'attempt-ended';
      /** The delivery's id. */
      readonly id: string;
      /** The number of the attempt. */
      readonly n: number;
      /** The request as it was sent. */
      readonly request: WireRequest;
      /** What came of it. */
      readonly outcome: Outcome;
      /** How long it took (ms). */
      readonly elapsedMs: number;
      /** For how long the sender itself was held up meanwhile (ms), when that was long enough to matter. */
      readonly measuredLateMs?: number | undefined;
    }
  /** No further attempt is made. */
  | {
      readonly kind: 'ended';
      /** The delivery's id. */
      readonly id: string;
      /** How it ended. */
      readonly state: JournalEndState;
      /** When. */
      readonly at: Date;
    };

/** How a delivery ended. */
export type JournalEndState =
  /** An attempt was answered with a 2xx in time. */
  | 'acknowledged'
  /** All attempts were made, and none was acknowledged. */
  | 'exhausted';

/** How far a delivery has come. */
export type DeliveryState =
  /** There are attempts left. */
  | 'pending'
  /** It ended. */
  | JournalEndState;

/** An attempt as it was kept; without an outcome it is under way, or a crash cut it short. */
export interface JournalledAttempt {
  /** Its number, from 1. */
  readonly n: number;
  /** When it began. */
  readonly startedAt: Date;
  /** The request as it was sent. */
  readonly request?: WireRequest | undefined;
  /** What came of it. */
  readonly outcome?: Outcome | undefined;
  /** How long it took (ms). */
  readonly elapsedMs?: number | undefined;
  /** For how long the sender itself was held up meanwhile (ms), when that was long enough to matter. */
  readonly measuredLateMs?: number | undefined;
}

/** A delivery as it was kept. */
export interface JournalledDelivery extends AcceptedDelivery {
  /** How far it has come. */
  readonly state: DeliveryState;
  /** When it ended. */
  readonly endedAt?: Date | undefined;
  /** Its attempts by now, in order. */
  readonly attempts: readonly JournalledAttempt[];
}

/** Which deliveries to find. */
export interface JournalQuery {
  /** Those in this state; default all. */
  readonly state?: DeliveryState;
  /** Newest first; default oldest first, in the order of acceptance. */
  readonly newestFirst?: boolean;
  /** How many at most; default all. */
  readonly limit?: number;
}

/** Where every delivery and attempt is kept. */
export interface Journal {
  /**
   * Resolves once these entries, and all that were appended before, would be found after the process was killed.
   *
   * @param entries What happened, in order.
   * @throws HookswitchError `journal-failed` when they cannot be kept; nothing is kept any more then.
   */
  append(entries: readonly JournalEntry[]): Promise<void>;
  /**
   * What was kept.
   *
   * @param query Which deliveries; default all, oldest first.
   * @throws HookswitchError `journal-failed`.
   */
  deliveries(query?: JournalQuery): Iterable<JournalledDelivery>;
  /** Writes what is left and lets go of the file. */
  close(): Promise<void>;
}
