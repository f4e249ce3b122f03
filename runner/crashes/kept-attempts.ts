import { createHash } from 'node:crypto';
import type { Transmission } from '../../simulator/index.ts';
import type { Content } from '../sending/message-to-send.ts';

/** What was sent, to send it again. */
export interface KeptAttempt extends Content {
  /** What the receiver had printed last by then. */
  readonly printed?: string | undefined;
}

/** The maximum size of a kept message, and of all (bytes), and the cost of a message besides its bytes. */
const maxBytes = 64 * 1024;
const maxAllBytes = 32 * 1024 * 1024;
const costBytes = 1024;

/** The last rejected and failed attempts of a run. */
export class KeptAttempts {
  readonly #kept = new Map<string, KeptAttempt & { readonly bytes: number }>();
  #allBytes = 0;

  keep(rule: string, n: number, { outcome, request }: Transmission, attempt: KeptAttempt): void {
    const isFine = outcome.kind === 'aborted' || (outcome.kind === 'response' && outcome.status < 400);
    if (isFine || request.body.length > maxBytes) return;
    const [key, bytes] = [keyOf(rule, n), request.body.length + costBytes];
    this.#drop(key);
    this.#allBytes += bytes;
    this.#kept.set(key, { ...attempt, bytes });
    for (const oldest of this.#kept.keys()) {
      if (this.#allBytes <= maxAllBytes) return;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#allBytes -= this.#kept.get(key)?.bytes ?? 0;
    this.#kept.delete(key);
  }

  get(rule: string, n: number | undefined): KeptAttempt | undefined {
    return n === undefined ? undefined : this.#kept.get(keyOf(rule, n));
  }
}

function keyOf(rule: string, n: number): string {
  return `${rule} ${n}`;
}

/** Equal for the same message with the same fault. */
export function digestOfMessage({ message, fault }: Content): string {
  const bytes = message instanceof Uint8Array ? message : JSON.stringify(message);
  return createHash('sha256')
    .update(bytes ?? '')
    .update(fault?.title ?? '')
    .digest('base64');
}
