import { createRedactor, credentialsInUrl, type Redactor } from '../../../text/secrets/redact.ts';
import type { ValueStore } from '../state/store.ts';

/** Each is searched for in many encodings in everything that a receiver sends. */
const maxSecrets = 30;

/**
 * The secrets that this console uses or has used. A receiver that still has an old one may show it at any time, so old secrets stay masked
 * until 30 newer ones have replaced them. Nobody renews a secret that often while a receiver still uses an old one.
 */
export class KnownSecrets {
  readonly #values: ValueStore;
  /** Oldest first. Those of webhooks are stored with the webhooks, to be known after a restart. */
  #ofWebhooks: readonly string[];
  /** Those of checks and the inbox are in no file. */
  #inMemory: readonly string[] = [];
  #redactor: Redactor | undefined;

  constructor(values: ValueStore) {
    this.#values = values;
    const configured = values.read('webhooks') ?? [];
    this.#ofWebhooks = newest(values.read('webhook-secrets') ?? [], secretsOf(configured));
  }

  /** The current secrets of all webhooks. @throws HookswitchError `bad-file` if they can't be written; then nothing changes. */
  addOfWebhooks(webhooks: readonly HasSecrets[]): void {
    const all = newest(this.#ofWebhooks, secretsOf(webhooks));
    this.#values.write('webhook-secrets', all);
    this.#ofWebhooks = all;
    this.#redactor = undefined;
  }

  addInMemory(secret: string): void {
    this.#inMemory = newest(this.#inMemory, [secret]);
    this.#redactor = undefined;
  }

  /** Masks all of them. */
  get redactor(): Redactor {
    this.#redactor ??= createRedactor([...this.#ofWebhooks, ...this.#inMemory]);
    return this.#redactor;
  }
}

interface HasSecrets {
  readonly secret: string;
  readonly url: string;
}

/** Credentials in a URL are secrets too. */
function secretsOf(webhooks: readonly HasSecrets[]): string[] {
  return webhooks.flatMap(({ secret, url }) => [secret, ...credentialsInUrl(url)]);
}

function newest(known: readonly string[], more: readonly string[]): readonly string[] {
  return [...known.filter((secret) => !more.includes(secret)), ...more].slice(-maxSecrets);
}
