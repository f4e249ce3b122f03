import { type AttemptResult, attempt } from './attempt.ts';
import type { Connector } from './connection.ts';
import type { Fault } from './faults/fault.ts';
import type { Profile } from './profile.ts';
import { buildRequest, type Header, type Webhook } from './request.ts';
import { headBytes, plainSteps, toWire, type WireRequest } from './wire.ts';

export interface TransmitOptions {
  readonly webhook: Webhook;
  /** A value is sent as JSON in the profile's format, a Uint8Array byte for byte. */
  readonly message: unknown;
  readonly profile: Profile;
  readonly connector: Connector;
  readonly timeoutMs: number;
  /** How much of the answer's body is read (bytes). */
  readonly maxBodyBytes?: number | undefined;
  readonly fault?: Fault | undefined;
  /** Repeats this signature instead of signing with the webhook's secret. */
  readonly signature?: string | undefined;
  /** Headers of the user's own, for a proxy in front of the receiver. */
  readonly headers?: readonly Header[];
  readonly signal?: AbortSignal;
}

/** One attempt together with the request as it went over the wire. */
export interface Transmission extends AttemptResult {
  readonly request: WireRequest;
}

/** Message -> signed request -> fault -> bytes -> one attempt. */
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
