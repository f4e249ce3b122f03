import type { WebhookForm, WebhookRow } from '../../../schemas/generated/console-types.ts';
import type { ConfiguredWebhook, Sender } from '../../../simulator/index.ts';
import { fingerprint } from '../../../suites/redact.ts';
import { refuse } from '../api/problem.ts';
import type { Hub } from '../events/hub.ts';
import type { Store } from '../state/store.ts';

/** The webhooks of the push page: whatever changes is kept, and told to every open page. */
export class WebhookDesk {
  readonly #sender: Sender;
  readonly #store: Store;
  readonly #hub: Hub;

  constructor(sender: Sender, store: Store, hub: Hub) {
    this.#sender = sender;
    this.#store = store;
    this.#hub = hub;
  }

  /** @throws Refusal when there is none. */
  get(id: string): ConfiguredWebhook {
    for (const webhook of this.#sender.webhooks) if (webhook.id === id) return webhook;
    return refuse(404, 'no-webhook', 'there is no such webhook; it may have been removed on another page');
  }

  rows(): WebhookRow[] {
    return [...this.#sender.webhooks].map(rowOf);
  }

  /** @throws HookswitchError for what YCM's page would not take. */
  add(form: WebhookForm): WebhookRow {
    const added = this.#sender.webhooks.add(form);
    this.#keep();
    return rowOf(added);
  }

  change(id: string, form: WebhookForm): WebhookRow {
    this.get(id);
    const changed = this.#sender.webhooks.change(id, form);
    this.#keep();
    return rowOf(changed);
  }

  remove(id: string): void {
    this.get(id);
    this.#sender.webhooks.remove(id);
    this.#keep();
  }

  renewSecret(id: string): string {
    this.get(id);
    const { secret } = this.#sender.webhooks.renewSecret(id);
    this.#keep();
    return secret;
  }

  #keep(): void {
    this.#store.values.write('webhooks', [...this.#sender.webhooks]);
    this.#hub.changed('push');
  }
}

function rowOf({ id, url, method, events, secret }: ConfiguredWebhook): WebhookRow {
  return {
    id,
    url,
    method,
    events: events === 'All' ? events : [...events],
    secretFingerprint: fingerprint(secret),
  };
}
