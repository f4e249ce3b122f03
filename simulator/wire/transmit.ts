import { defined } from '../../text/defined.ts';
import type { Fault } from '../faults/fault.ts';
import type { Profile } from '../profile.ts';
import { type AttemptResult, attempt } from './attempt.ts';
import type { Connector } from './connection.ts';
import { asSent, buildRequest, type Header, type Webhook } from './request.ts';
import { headBytes, plainSteps, toWire, type WireRequest } from './wire.ts';

/** The options of one attempt. */
export interface TransmitOptions {
  /** The URL, and the secret to sign with. */
  readonly webhook: Webhook;
  /** A value is sent as JSON in the profile's format, a Uint8Array byte for byte. */
  readonly message: unknown;
  /** Sender behavior that the vendor doesn't document. */
  readonly profile: Profile;
  /** The source of connections. */
  readonly connector: Connector;
  /** The time limit for the whole exchange, from DNS lookup to the last byte of the response (ms). */
  readonly timeoutMs: number;
  /** The maximum number of bytes to read from the response body, default 65,536. */
  readonly maxBodyBytes?: number | undefined;
  /** A fault; default none. */
  readonly fault?: Fault | undefined;
  /** The steps of a genuine message on its connection; default: everything in one write. */
  readonly inSteps?: Fault['pace'];
  /** Repeats this signature instead of signing with the webhook's secret. */
  readonly signature?: string | undefined;
  /** More headers, for a proxy in front of the receiver. */
  readonly headers?: readonly Header[];
  /** Aborts the attempt at once, with the outcome `aborted`. */
  readonly signal?: AbortSignal;
}

/** One attempt, with the request as sent. */
export interface Transmission extends AttemptResult {
  /** The request as sent, including the fault's changes. */
  readonly request: WireRequest;
}

/**
 * Makes one attempt: the message is signed, changed by the fault if there is one, and sent. A failing receiver doesn't make it throw:
 * the failure is in the outcome.
 *
 * @param options What to send, where to, and how.
 * @throws HookswitchError `host-not-allowed` when the URL's host is not allowed.
 */
export async function transmit(options: TransmitOptions): Promise<Transmission> {
  const { webhook, profile, connector, timeoutMs, maxBodyBytes, fault, signature, signal } = options;
  const inSteps = fault ? fault.pace : options.inSteps;
  const genuine = buildRequest(webhook, options.message, profile, options.headers, signature);
  const request = toWire(asSent(webhook, genuine, fault?.rewrite), connector.keeps ? 'keep-alive' : 'close');
  const steps = inSteps?.(headBytes(request), request.body) ?? plainSteps(request);
  const result = await attempt({
    url: webhook.url,
    steps,
    connector,
    timeoutMs,
    maxBodyBytes,
    ...defined({ signal }),
  });
  return { ...result, request };
}
