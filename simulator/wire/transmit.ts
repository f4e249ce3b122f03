import type { Fault } from '../faults/fault.ts';
import type { Profile } from '../profile.ts';
import { type AttemptResult, attempt } from './attempt.ts';
import type { Connector } from './connection.ts';
import { buildRequest, type Header, type Webhook } from './request.ts';
import { headBytes, plainSteps, toWire, type WireRequest } from './wire.ts';

/** One attempt to make: what to send, where to, and how. */
export interface TransmitOptions {
  /** Where to, and the secret that signs. */
  readonly webhook: Webhook;
  /** A value is sent as JSON in the profile's format, a Uint8Array byte for byte. */
  readonly message: unknown;
  /** How the sender behaves where the vendor is silent. */
  readonly profile: Profile;
  /** Where connections come from. */
  readonly connector: Connector;
  /** One deadline over the whole exchange, from the look-up of the name to the last byte of the answer's body (ms). */
  readonly timeoutMs: number;
  /** How much of the answer's body is read (bytes), default 65,536. */
  readonly maxBodyBytes?: number | undefined;
  /** A deliberate deviation; none: the request is right. */
  readonly fault?: Fault | undefined;
  /** Repeats this signature instead of signing with the webhook's secret. */
  readonly signature?: string | undefined;
  /** Headers of the user's own, for a proxy in front of the receiver. */
  readonly headers?: readonly Header[];
  /** Ends the attempt at once, with the outcome `cut`. */
  readonly signal?: AbortSignal;
}

/** One attempt together with the request as it went over the wire. */
export interface Transmission extends AttemptResult {
  /** The request's head and body as they were sent, with the fault's changes. */
  readonly request: WireRequest;
}

/**
 * Makes one attempt: the message is signed, changed by the fault if there is one, and sent. Whatever the receiver does is the outcome.
 *
 * @param options What to send, where to, and how.
 * @throws HookswitchError `host-not-allowed` when the URL's host is no host to send to.
 */
export async function transmit(options: TransmitOptions): Promise<Transmission> {
  const { webhook, profile, connector, timeoutMs, maxBodyBytes, fault, signature, signal } = options;
  const genuine = buildRequest(webhook, options.message, profile, options.headers, signature);
  const signed = fault?.rewrite?.(genuine, webhook.secret) ?? genuine;
  const request = toWire(signed, connector.keeps ? 'keep-alive' : 'close');
  const steps = fault?.pace?.(headBytes(request), request.body) ?? plainSteps(request);
  const result = await attempt({
    url: webhook.url,
    steps,
    connector,
    timeoutMs,
    maxBodyBytes,
    ...(signal ? { signal } : {}),
  });
  return { ...result, request };
}
