import pLimit, { type LimitFunction } from 'p-limit';
import { HookswitchError } from '../../text/errors/errors.ts';
import { type Redactor, redactorOf } from '../../text/secrets/redact.ts';
import { assertUsableSettings } from '../assert-usable.ts';
import type { Journal } from '../journal/journal.ts';
import { memoryJournal } from '../journal/memory.ts';
import { testMessage } from '../message/message.ts';
import { defaultProfile, type Profile } from '../profile.ts';
import { connectorFor } from '../wire/connection.ts';
import type { Header } from '../wire/request.ts';
import { type AddressedMessage, accept, addressedTo, outgoing } from './accept.ts';
import { systemClock } from './clock.ts';
import { type DeliveryJob, type DispatchOptions, dispatch } from './dispatch.ts';
import { newestSecret } from './newest-secret.ts';
import type { PushedDelivery, PushOptions, SenderOptions } from './options.ts';
import { pendingDeliveries, remainingJob } from './resumption.ts';
import { defaultSettings, type Settings } from './settings.ts';
import { Webhooks } from './webhooks.ts';
import { deliveryWithoutCredentials } from './without-credentials.ts';

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
    this.#dispatching = {
      ...{ journal: this.#journal, connector, clock, headers, signal, onEvent },
      redactorFor: redactorsWith(headers),
    };
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
    const outgoings = messages.map((message) => outgoing(message, this.profile));
    const addressed = outgoings.flatMap((out) => addressedTo(this.webhooks, out));
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
    return pendingDeliveries(this.#journal, this.webhooks).map(({ delivery, webhook }) =>
      this.#start(remainingJob(delivery, newestSecret(this.webhooks, webhook))),
    );
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
      return this.#start({
        delivery,
        fault,
        secret: newestSecret(this.webhooks, webhook),
        from: 1,
        afterMs: 0,
      });
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
}

/** A redactor for each webhook, made once. */
function redactorsWith(headers: readonly Header[]): (secret: string, url: string) => Redactor {
  const made = new Map<string, Redactor>();
  return (secret, url) => {
    const key = JSON.stringify([secret, url]);
    const redactor = made.get(key) ?? redactorOf({ secrets: [secret], urls: [url], headers });
    made.set(key, redactor);
    return redactor;
  };
}
