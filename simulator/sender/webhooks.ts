import { randomInt, randomUUID } from 'node:crypto';
import { documentedEvents, type EventTitle, type MessageKind, validate } from '../../schemas/index.ts';
import { HookswitchError } from '../../text/errors/errors.ts';
import { displayUrl } from '../../text/secrets/display-url.ts';
import { quote } from '../../text/words/quote.ts';
import { assertUsableSecret, assertUsableUrl } from '../assert-usable.ts';
import type { Method, Webhook } from '../wire/request.ts';

/** What an administrator enters on YCM's webhook page. */
export interface WebhookEntry {
  /** The id from an earlier run; default a generated one. */
  readonly id?: string;
  /** An http or https URL, with path and query. */
  readonly url: string;
  /** 32 printable ASCII characters without spaces; default a generated one, of letters and digits. */
  readonly secret?: string;
  /** The request method, default POST. */
  readonly method?: Method;
  /** The subscribed events, default All. */
  readonly events?: 'All' | readonly EventTitle[];
}

/** One configured webhook. */
export interface ConfiguredWebhook extends Webhook {
  /** Stays the same while the webhook is configured. */
  readonly id: string;
  /** The subscribed events. Unknown events only go to webhooks with `All`. */
  readonly events: 'All' | readonly EventTitle[];
}

/** "Note: Support adding up to 5 Webhooks." */
export const maxWebhooks = 5;

/** The characters of a secret. */
export const secretCharacters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/**
 * "A system-generated 32-character key": letters and digits, as in the sibling product's example.
 *
 * @param choose One of so many characters; default at random. A seeded choice is for receivers in the same process.
 */
export function generateSecret(
  choose: (choices: number) => number = (choices) => randomInt(choices),
): string {
  return Array.from({ length: 32 }, () => secretCharacters[choose(secretCharacters.length)]).join('');
}

/** The webhooks of a YCM, with their secrets. */
export class Webhooks implements Iterable<ConfiguredWebhook> {
  readonly #allowHosts: readonly string[];
  readonly #byId = new Map<string, ConfiguredWebhook>();

  /** @param allowHosts Hosts that messages may go to, besides loopback. */
  constructor(allowHosts: readonly string[]) {
    this.#allowHosts = allowHosts;
  }

  /** The webhooks in the order in which they were added. */
  [Symbol.iterator](): Iterator<ConfiguredWebhook> {
    return this.#byId.values();
  }

  /**
   * One of the webhooks.
   *
   * @param id The webhook's id.
   * @throws HookswitchError `bad-webhook` when no webhook has this id.
   */
  get(id: string): ConfiguredWebhook {
    const found = this.#byId.get(id);
    if (found) return found;
    throw new HookswitchError('bad-webhook', `there is no webhook ${quote(id)}`);
  }

  /**
   * Adds a webhook. It doesn't get messages that were accepted before.
   *
   * @param entry The values to enter.
   * @throws HookswitchError `bad-webhook` when there are already five, the id is taken or the entry is invalid, `bad-url`,
   * `host-not-allowed`, `bad-secret`.
   */
  add(entry: WebhookEntry): ConfiguredWebhook {
    if (this.#byId.size >= maxWebhooks) {
      throw new HookswitchError(
        'bad-webhook',
        `YCM supports up to ${maxWebhooks} webhooks, and there are already ${maxWebhooks}; remove one first`,
      );
    }
    const webhook = configure(entry, this.#allowHosts, entry.id ?? randomUUID());
    if (this.#byId.has(webhook.id)) {
      throw new HookswitchError('bad-webhook', `a webhook with the id ${quote(webhook.id)} already exists`);
    }
    this.#byId.set(webhook.id, webhook);
    return webhook;
  }

  /**
   * Changes a webhook for messages accepted from now on. The profile's `retrySignature` says how retries are signed.
   *
   * @param id The webhook's id.
   * @param change The changed values.
   * @throws HookswitchError as for `add`, and `bad-webhook` when no webhook has this id.
   */
  change(id: string, change: Partial<WebhookEntry>): ConfiguredWebhook {
    const changed = configure({ ...this.get(id), ...change }, this.#allowHosts, id);
    this.#byId.set(id, changed);
    return changed;
  }

  /**
   * Generates a new secret: "You can click to update it when the key is at risk of being exposed."
   *
   * @param id The webhook.
   * @throws HookswitchError `bad-webhook` when no webhook has this id.
   */
  renewSecret(id: string): ConfiguredWebhook {
    return this.change(id, { secret: generateSecret() });
  }

  /**
   * Removes a webhook. Its unfinished deliveries continue.
   *
   * @param id The webhook's id.
   * @throws HookswitchError `bad-webhook` when no webhook has this id.
   */
  remove(id: string): void {
    this.get(id);
    this.#byId.delete(id);
  }
}

/** "Select All if you want to subscribe to all events": unknown events only reach these. */
export function isSubscribed({ events }: Pick<ConfiguredWebhook, 'events'>, kind: MessageKind): boolean {
  if (events === 'All') return true;
  if (kind === 'mixed') return events.length > 0;
  const title = documentedEvents.find((event) => event.kind === kind)?.title;
  return title !== undefined && events.includes(title);
}

/** A validated entry with defaults filled in. */
function configure(entry: WebhookEntry, allowHosts: readonly string[], id: string): ConfiguredWebhook {
  const { url, secret = generateSecret(), method = 'POST', events = 'All' } = entry;
  assertUsableUrl(url, allowHosts, 'the webhook');
  assertUsableSecret(secret, `the secret of the webhook ${displayUrl(url)}`);
  const problem = validate('webhook', { url, secret, method, events });
  if (problem?.path === '/url') throw new HookswitchError('bad-url', aboutUrl(url, problem.message));
  if (problem) throw new HookswitchError('bad-webhook', problem.message);
  return { id, url, secret, method, events };
}

function aboutUrl(url: string, sentence: string): string {
  if (/\s/.test(url))
    return `the URL of the webhook, ${quote(url)}, contains whitespace; write a space as %20`;
  return sentence.replace(/^\/url/, 'the URL of the webhook');
}
