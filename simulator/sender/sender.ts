import pLimit, { type LimitFunction } from 'p-limit';
import { displayUrl, holdsMask } from '../../text/display-url.ts';
import { HookswitchError } from '../../text/errors.ts';
import { assertUsableSettings } from '../assert-usable.ts';
import type { Fault } from '../faults/fault.ts';
import { faultNamed } from '../faults/fault-named.ts';
import type { AcceptedDelivery, Journal, JournalledDelivery } from '../journal/journal.ts';
import { memoryJournal } from '../journal/memory.ts';
import { testMessage } from '../message/message.ts';
import { defaultProfile, type Profile } from '../profile.ts';
import { type ConnectionOptions, connectorFor } from '../wire/connection.ts';
import type { Header } from '../wire/request.ts';
import type { Transmission } from '../wire/transmit.ts';
import { accept, type Outgoing, outgoing } from './accept.ts';
import { systemClock } from './clock.ts';
import type { Clock, Delivery } from './delivery.ts';
import { type DeliveryJob, type DispatchOptions, dispatch, type SenderEvent } from './dispatch.ts';
import { defaultSettings, type Settings } from './settings.ts';
import { type ConfiguredWebhook, isSubscribed, type WebhookEntry, Webhooks } from './webhooks.ts';
import { deliveryWithoutCredentials } from './without-credentials.ts';

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
  /** Sends the message once and never retries, whatever the response. */
  readonly isSentOnce?: boolean;
}

/** A message to deliver to one webhook. */
interface AddressedMessage {
  readonly out: Outgoing;
  readonly webhook: ConfiguredWebhook;
}

const defaultDeliveriesAtOnce = 16;

/** Pushes messages to up to five webhooks, as YCM does: subscription, signature, timeout, retries. */
export class Sender {
  /** The configured webhooks. */
  readonly webhooks: Webhooks;
  /** Sender behavior that the vendor doesn't document. */
  readonly profile: Profile;
  readonly #options: SenderOptions;
  readonly #journal: Journal;
  readonly #dispatching: DispatchOptions;
  readonly #stop = new AbortController();
  /** Each webhook has its own limit, so that a hanging receiver doesn't delay the others. */
  readonly #limits = new Map<string, LimitFunction>();
  readonly #inProgress = new Set<Promise<unknown>>();
  #settings: Settings = defaultSettings;
  #failure: unknown;

  /**
   * @param options The webhooks and the options.
   * @throws HookswitchError for invalid values: `bad-settings`, `bad-webhook`, `bad-url`, `bad-secret`, `host-not-allowed`.
   */
  constructor(options: SenderOptions = {}) {
    const { allowHosts = [], headers = [], clock = systemClock, onEvent = () => {} } = options;
    const connection = { ...options, allowHosts };
    this.#options = options;
    this.#journal = options.journal ?? memoryJournal();
    this.profile = { ...defaultProfile, ...options.profile };
    const connector = connectorFor(this.profile.connections, connection);
    const signal = this.#stop.signal;
    this.#dispatching = { journal: this.#journal, connector, clock, headers, signal, onEvent };
    this.webhooks = new Webhooks(allowHosts);
    this.changeSettings(options.settings ?? {});
    for (const entry of options.webhooks ?? []) this.webhooks.add(entry);
  }

  /** Timeout and retry count for messages accepted from now on. */
  get settings(): Settings {
    return this.#settings;
  }

  /**
   * Changes the settings for messages accepted from now on.
   *
   * @param change The settings that change.
   * @throws HookswitchError `bad-settings`.
   */
  changeSettings(change: Partial<Settings>): void {
    const settings = { ...this.#settings, ...change };
    assertUsableSettings(settings);
    this.#settings = settings;
  }

  /**
   * Accepts a message for every subscribed webhook, and the test message for all webhooks. Resolves when the journal has it; delivery
   * continues in the background. A value is sent as JSON in the profile's format, a `Uint8Array` byte for byte.
   *
   * @param message The message.
   * @param options How it is pushed.
   * @throws HookswitchError `journal-failed`, or `bad-action` if the sender was closed.
   */
  push(message: unknown, options: PushOptions = {}): Promise<readonly PushedDelivery[]> {
    return this.pushAll([message], options);
  }

  /**
   * Accepts several messages at once: after a crash, either all of them are in the journal or none.
   *
   * @param messages The messages, in order.
   * @param options How they are pushed.
   * @throws HookswitchError `journal-failed`, or `bad-action` if the sender was closed.
   */
  pushAll(messages: readonly unknown[], options: PushOptions = {}): Promise<readonly PushedDelivery[]> {
    const addressed = messages
      .map((message) => outgoing(message, this.profile))
      .flatMap((out) =>
        [...this.webhooks]
          .filter((webhook) => out.kind === 'test' || isSubscribed(webhook, out.kind))
          .map((webhook) => ({ out, webhook })),
      );
    return this.#accept(addressed, options);
  }

  /**
   * Accepts a message for one webhook, whether subscribed or not. Resolves when the journal has it; delivery continues in the background.
   *
   * @param webhookId The webhook.
   * @param message The message. A value is sent as JSON in the profile's format, a `Uint8Array` byte for byte.
   * @param options How it is pushed.
   * @throws HookswitchError `bad-webhook` when no webhook has this id, `journal-failed`, or `bad-action` if the sender was closed.
   */
  async pushTo(webhookId: string, message: unknown, options: PushOptions = {}): Promise<PushedDelivery> {
    const addressed = { out: outgoing(message, this.profile), webhook: this.webhooks.get(webhookId) };
    const [pushed] = await this.#accept([addressed], options);
    if (!pushed) throw new TypeError('expected exactly one delivery for one webhook');
    return pushed;
  }

  /**
   * Sends the test message to one webhook: "click in Operations to send a test message".
   *
   * @param webhookId The webhook, whether subscribed or not.
   * @param options How it is pushed.
   * @throws HookswitchError `bad-webhook` when no webhook has this id, `journal-failed`, or `bad-action` if the sender was closed.
   */
  test(webhookId: string, options: PushOptions = {}): Promise<PushedDelivery> {
    return this.pushTo(webhookId, testMessage, options);
  }

  /**
   * Resumes the pending deliveries in the journal with their remaining attempts, for webhooks with the same id or URL. Call it once, before
   * you push anything. The journal doesn't store credentials in URLs: where one is masked, the webhook's current URL is used. A delivery
   * that matches two webhooks, whose URLs differ only in a credential, stays pending.
   *
   * @throws HookswitchError `journal-failed`.
   */
  resume(): readonly PushedDelivery[] {
    const byId = new Map([...this.webhooks].map((webhook) => [webhook.id, webhook]));
    const byUrl = webhooksByUrl(this.webhooks);
    return [...this.#journal.deliveries({ state: 'pending' })].flatMap((delivery) => {
      const webhook = byId.get(delivery.webhook.id) ?? byUrl.get(displayUrl(delivery.webhook.url));
      return webhook ? [this.#start(resumption(withUrlOf(webhook, delivery), this.#secretOf(webhook)))] : [];
    });
  }

  /** Resolves when no delivery is in progress. @throws HookswitchError `journal-failed`. */
  async idle(): Promise<void> {
    while (this.#inProgress.size > 0) await Promise.allSettled(this.#inProgress);
    if (this.#failure) throw this.#failure;
  }

  /** Stops all deliveries. Unfinished ones stay pending in the journal. */
  async close(): Promise<void> {
    this.#stop.abort();
    await Promise.allSettled(this.#inProgress);
    this.#dispatching.connector.close();
  }

  async #accept(
    addressed: readonly AddressedMessage[],
    { fault, isSentOnce = false }: PushOptions,
  ): Promise<PushedDelivery[]> {
    if (this.#failure) throw this.#failure;
    if (this.#stop.signal.aborted) throw new HookswitchError('bad-action', 'this sender was closed');
    const sending = {
      settings: isSentOnce ? { ...this.#settings, retryCount: 0 } : this.#settings,
      profile: this.profile,
      ...(fault ? { fault: fault.name } : {}),
    };
    const accepted = addressed.map(({ out, webhook }) => ({
      webhook,
      delivery: accept(out, webhook, sending),
    }));
    const written = this.#journal.append(
      accepted.map(({ delivery }) => ({ kind: 'accepted', delivery: deliveryWithoutCredentials(delivery) })),
    );
    // They start at once, so that the journal stores their acceptance and first attempts together.
    const pushed = accepted.map(({ webhook, delivery }) => {
      this.#dispatching.onEvent({ kind: 'accepted', delivery });
      return this.#start({ delivery, fault, secret: this.#secretOf(webhook), from: 1, afterMs: 0 });
    });
    await written;
    return pushed;
  }

  #start(job: DeliveryJob): PushedDelivery {
    const result = this.#limitOf(job.delivery.webhook.url)(() => dispatch(job, this.#dispatching));
    this.#inProgress.add(result);
    const onFailure = (error: unknown) => {
      this.#failure ??= error;
      this.#stop.abort();
    };
    result.catch(onFailure).finally(() => this.#inProgress.delete(result));
    return { delivery: job.delivery, result };
  }

  #limitOf(url: string): LimitFunction {
    const limit = this.#limits.get(url) ?? pLimit(this.#options.deliveriesAtOnce ?? defaultDeliveriesAtOnce);
    this.#limits.set(url, limit);
    return limit;
  }

  /** The newest secret of a webhook. A removed webhook keeps its last one. */
  #secretOf({ id, secret }: ConfiguredWebhook): () => string {
    let last = secret;
    return () => {
      for (const webhook of this.webhooks) if (webhook.id === id) last = webhook.secret;
      return last;
    };
  }
}

/** Webhooks by their URLs as a journal stores them. A URL that stands for several webhooks is left out. */
function webhooksByUrl(webhooks: Iterable<ConfiguredWebhook>): ReadonlyMap<string, ConfiguredWebhook> {
  const byUrl = new Map<string, ConfiguredWebhook | undefined>();
  for (const webhook of webhooks) {
    const url = displayUrl(webhook.url);
    byUrl.set(url, byUrl.has(url) && byUrl.get(url)?.url !== webhook.url ? undefined : webhook);
  }
  return new Map([...byUrl].flatMap(([url, webhook]) => (webhook ? [[url, webhook] as const] : [])));
}

function withUrlOf({ url }: ConfiguredWebhook, delivery: JournalledDelivery): JournalledDelivery {
  return holdsMask(delivery.webhook.url) ? { ...delivery, webhook: { ...delivery.webhook, url } } : delivery;
}

/** The remaining attempts. The gap before the next one counts from the start of the last one. */
function resumption(delivery: JournalledDelivery, secret: () => string): DeliveryJob {
  const last = delivery.attempts.at(-1);
  const sinceMs = last ? Date.now() - last.startedAt.getTime() : 0;
  return {
    delivery,
    fault: faultNamed(delivery.fault),
    secret,
    from: (last?.n ?? 0) + 1,
    afterMs: last ? Math.max(0, delivery.profile.retryDelayMs - sinceMs) : 0,
  };
}
