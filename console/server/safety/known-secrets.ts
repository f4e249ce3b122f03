import { createRedactor, credentialsInUrl, type Redactor } from '../../../text/redact.ts';
import type { ValueStore } from '../state/values.ts';

/** Each is looked for, in six spellings, in all that a receiver answers. */
const maxSecrets = 30;

/**
 * The secrets that this console uses or has used. A receiver that still has an old one may show it at any time, so what was ever a
 * secret stays masked: until 30 newer ones took its place, which is more than a person renews while a receiver lags behind.
 */
export class KnownSecrets {
  readonly #values: ValueStore;
  /** The oldest first. Those of webhooks are kept beside the webhooks, so that they are known after a restart. */
  #ofWebhooks: readonly string[];
  /** Those of checks and the inbox's own are in no file. */
  #passing: readonly string[] = [];
  #redactor: Redactor | undefined;

  constructor(values: ValueStore) {
    this.#values = values;
    const configured = values.read('webhooks') ?? [];
    this.#ofWebhooks = newest(values.read('webhook-secrets') ?? [], secretsOf(configured));
  }

  /** All that the webhooks have now. @throws HookswitchError `bad-file` when they cannot be written; then nothing changed. */
  addOfWebhooks(webhooks: readonly HasSecrets[]): void {
    const all = newest(this.#ofWebhooks, secretsOf(webhooks));
    this.#values.write('webhook-secrets', all);
    this.#ofWebhooks = all;
    this.#redactor = undefined;
  }

  addPassing(secret: string): void {
    this.#passing = newest(this.#passing, [secret]);
    this.#redactor = undefined;
  }

  /** Masks all of them. */
  get redactor(): Redactor {
    this.#redactor ??= createRedactor([...this.#ofWebhooks, ...this.#passing]);
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
