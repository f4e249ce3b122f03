import type { Observer } from '../observation/index.ts';
import { createIdentities } from '../runner/index.ts';
import { explainInWords } from '../schemas/words/explain.ts';
import {
  type ConnectionOptions,
  type Fault,
  freshConnections,
  type Header,
  type Outcome,
  type Profile,
  type Transmission,
  testMessage,
  transmit,
  type Webhook,
} from '../simulator/index.ts';

/** The receiver to examine, and how to reach it. */
export interface DoctorOptions {
  readonly webhook: Omit<Webhook, 'secret'>;
  /** Undefined if only forged messages can be sent. */
  readonly secret: string | undefined;
  readonly profile: Profile;
  readonly headers: readonly Header[];
  readonly connection: ConnectionOptions;
  readonly observer: Observer | undefined;
  /** Send one genuine report about a made-up PBX. */
  readonly isApplied: boolean;
  readonly signal: AbortSignal;
}

/** The receiver, with a way to send to it. */
export interface Patient extends DoctorOptions {
  readonly url: URL;
  /** The made-up PBX of the genuine report, if one is sent. */
  readonly sn: string | undefined;
  /** Sends the test message, or what the options say. */
  send(sending?: Sending): Promise<Transmission>;
  /** What to do after this outcome of a genuine message. */
  nextAfter(outcome: Outcome): string;
}

interface Sending {
  readonly message?: unknown;
  readonly fault?: Fault;
  readonly timeoutMs?: number;
}

/** YCM waits at most this long. */
export const maxTimeoutMs = 10_000;
/** A secret for messages that have no valid signature. */
const noSecret = 'x'.repeat(32);

export function patientOf(options: DoctorOptions): Patient {
  const { webhook, secret = noSecret, profile, headers, connection, signal } = options;
  const connector = freshConnections(connection);
  const url = new URL(webhook.url);
  return {
    ...options,
    url,
    sn: options.isApplied && options.secret !== undefined ? createIdentities().serial() : undefined,
    send({ message = testMessage, fault, timeoutMs = maxTimeoutMs } = {}) {
      const signed = { ...webhook, secret };
      return transmit({ webhook: signed, message, profile, headers, connector, timeoutMs, fault, signal });
    },
    nextAfter(outcome) {
      const sent = { url, method: webhook.method, timeoutMs: maxTimeoutMs };
      return explainInWords(outcome, sent) ?? "Look into your receiver's log.";
    },
  };
}
