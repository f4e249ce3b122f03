import type { Fault } from '../faults/fault.ts';
import type { AcceptedDelivery, Journal } from '../journal/journal.ts';
import type { Profile } from '../profile.ts';
import type { ConnectionOptions } from '../wire/connection.ts';
import type { Header } from '../wire/request.ts';
import type { Transmission } from '../wire/transmit.ts';
import type { Clock, Delivery } from './delivery.ts';
import type { SenderEvent } from './dispatch.ts';
import type { Settings } from './settings.ts';
import type { WebhookEntry } from './webhooks.ts';

/** The webhooks and options of a sender. Everything has a default. */
export interface SenderOptions extends Partial<ConnectionOptions> {
  /** Up to five. You can also add them later, with `webhooks.add`. */
  readonly webhooks?: readonly WebhookEntry[];
  /** Timeout and retry count, for all webhooks. */
  readonly settings?: Partial<Settings>;
  /** Sender behavior that the vendor doesn't document. */
  readonly profile?: Partial<Profile>;
  /** Headers for a proxy in front of the receivers; the journal doesn't store their values. */
  readonly headers?: readonly Header[];
  /** Where deliveries are stored; default in memory. The caller closes it. */
  readonly journal?: Journal;
  /** The clock for the gaps between attempts; default the system clock. */
  readonly clock?: Clock;
  /** The maximum number of concurrent deliveries to one webhook, default 16. */
  readonly deliveriesAtOnce?: number;
  /** Called when a delivery or an attempt starts or ends. */
  readonly onEvent?: (event: SenderEvent) => void;
}

/** An accepted delivery, which continues in the background. */
export interface PushedDelivery {
  /** The accepted message and its webhook. */
  readonly delivery: AcceptedDelivery;
  /** The result: acknowledged, exhausted, or interrupted by `close`. Only rejects with HookswitchError `journal-failed`. */
  readonly result: Promise<Delivery<Transmission>>;
}

/** How messages are pushed. */
export interface PushOptions {
  /** Send with this fault. A fault that cuts the connection applies to the first attempt only. */
  readonly fault?: Fault | undefined;
  /** Sends it once and never retries, whatever comes back. */
  readonly isSentOnce?: boolean;
}
