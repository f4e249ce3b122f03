import type { ConfiguredWebhook, Sender } from '../../../simulator/index.ts';
import { displayUrl, fingerprint } from '../../../text/secrets/redact.ts';
import { refuseCall } from '../api/problem.ts';
import type { WebhookForm, WebhookRow } from '../api/types.ts';
import type { Hub } from '../events/hub.ts';
import type { KnownSecrets } from '../safety/known-secrets.ts';
import type { ConsoleStore } from '../state/store.ts';

/** The webhooks of the push page. Changes are stored and reported to every open page. */
export class WebhookService {
  readonly #sender: Sender;
  readonly #store: Pick<ConsoleStore, 'values'>;
  readonly #hub: Hub;
  readonly #secrets: KnownSecrets;

  constructor(sender: Sender, store: Pick<ConsoleStore, 'values'>, hub: Hub, secrets: KnownSecrets) {
    this.#sender = sender;
    this.#store = store;
    this.#hub = hub;
    this.#secrets = secrets;
  }

  /** @throws ApiRefusal if there is none. */
  get(id: string): ConfiguredWebhook {
    for (const webhook of this.#sender.webhooks) if (webhook.id === id) return webhook;
    return refuseCall(
      404,
      'no-webhook',
      'this webhook no longer exists; it may have been deleted on another page',
    );
  }

  rows(): WebhookRow[] {
    return [...this.#sender.webhooks].map(rowOf);
  }

  /** @throws HookswitchError for values that YCM's page would reject. */
  add(form: WebhookForm): WebhookRow {
    return rowOf(this.#kept((webhooks) => webhooks.add(form)));
  }

  change(id: string, form: WebhookForm): WebhookRow {
    const { url } = this.get(id);
    // The page shows the URL without its credentials. Sent back like this, it is unchanged.
    const change = form.url === displayUrl(url) ? { ...form, url } : form;
    return rowOf(this.#kept((webhooks) => webhooks.change(id, change)));
  }

  remove(id: string): void {
    this.get(id);
    this.#kept((webhooks) => webhooks.remove(id));
  }

  renewSecret(id: string): string {
    this.get(id);
    return this.#kept((webhooks) => webhooks.renewSecret(id)).secret;
  }

  /** If it can't be written, it doesn't take effect. */
  #kept<T>(change: (webhooks: Sender['webhooks']) => T): T {
    const { webhooks } = this.#sender;
    const before = [...webhooks];
    const result = change(webhooks);
    try {
      // Secrets come first, so that none is used before it can be masked.
      this.#secrets.addOfWebhooks([...webhooks]);
      this.#store.values.write('webhooks', [...webhooks]);
    } catch (error) {
      for (const { id } of [...webhooks]) webhooks.remove(id);
      for (const webhook of before) webhooks.add(webhook);
      throw error;
    }
    this.#hub.changed('push');
    return result;
  }
}

function rowOf({ id, url, method, events, secret }: ConfiguredWebhook): WebhookRow {
  return {
    id,
    url: displayUrl(url),
    method,
    events: events === 'All' ? events : [...events],
    secretFingerprint: fingerprint(secret),
  };
}
