import type { Outcome } from '../outcome.ts';
import type { Profile } from '../profile.ts';
import type { Method } from '../request.ts';
import type { Settings } from '../settings.ts';
import type { WireRequest } from '../wire.ts';

/** A message that was accepted for one webhook: all that sending it again needs, but the secret, which no journal holds. */
export interface AcceptedDelivery {
  /** Unique in the journal. */
  readonly id: string;
  readonly acceptedAt: Date;
  readonly webhook: { readonly id: string; readonly url: string; readonly method: Method };
  /** The kind of the message: `test`, `did_change`, `capacity_change` and so on. */
  readonly event: string;
  /** The bytes of the message. */
  readonly message: Uint8Array;
  /** That of the first attempt, which resends repeat or renew (profile `resendSignature`). */
  readonly signature: string;
  readonly settings: Settings;
  readonly profile: Profile;
  /** The name of the fault that it is sent with. */
  readonly fault?: string | undefined;
}

/** What happens to a delivery, in order; `n` counts its attempts from 1. */
export type JournalEntry =
  | { readonly kind: 'accepted'; readonly delivery: AcceptedDelivery }
  /** Written before the first byte is sent: an attempt that a crash cut short counts as made. */
  | { readonly kind: 'attempt-started'; readonly id: string; readonly n: number; readonly at: Date }
  | {
      readonly kind: 'attempt-ended';
      readonly id: string;
      readonly n: number;
      readonly request: WireRequest;
      readonly outcome: Outcome;
      readonly elapsedMs: number;
    }
  | { readonly kind: 'ended'; readonly id: string; readonly state: EndState; readonly at: Date };

/** `given-up`: all attempts were made and none was acknowledged. */
export type EndState = 'acknowledged' | 'given-up';
export type DeliveryState = 'pending' | EndState;

/** An attempt as it was kept; without an outcome it is under way, or a crash cut it short. */
export interface JournalledAttempt {
  readonly n: number;
  readonly startedAt: Date;
  readonly request?: WireRequest | undefined;
  readonly outcome?: Outcome | undefined;
  readonly elapsedMs?: number | undefined;
}

export interface JournalledDelivery extends AcceptedDelivery {
  readonly state: DeliveryState;
  readonly endedAt?: Date | undefined;
  readonly attempts: readonly JournalledAttempt[];
}

export interface JournalQuery {
  readonly state?: DeliveryState;
  /** Newest first; default oldest first, in the order of acceptance. */
  readonly newestFirst?: boolean;
  readonly limit?: number;
}

/** Where every delivery and attempt is kept. */
export interface Journal {
  /**
   * Resolves once these entries, and all that were appended before, would be found after the process was killed.
   *
   * @throws HookswitchError `journal-failed` when they cannot be kept; nothing is kept any more then.
   */
  append(entries: readonly JournalEntry[]): Promise<void>;
  deliveries(query?: JournalQuery): Iterable<JournalledDelivery>;
  close(): Promise<void>;
}
