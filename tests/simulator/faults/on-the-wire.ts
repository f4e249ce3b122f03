import type { Fault } from '../../../simulator/faults/fault.ts';
import { defaultProfile } from '../../../simulator/profile.ts';
import { buildRequest, type Webhook } from '../../../simulator/wire/request.ts';
import { headBytes, plainSteps, toWire, type WireStep } from '../../../simulator/wire/wire.ts';

export const webhook: Webhook = {
  url: 'http://localhost:3000/webhook',
  secret: 'q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o',
  method: 'POST',
};
export const message = '[{"sn":"36HS10"}]';
/**
 * Every signature here was made with openssl, from the message $M and the secret $S:
 *   printf %s "$M" | openssl dgst -sha256 -binary -hmac "$S" | openssl base64 -A
 */
export const genuine = 'D+u0EKCFLkTNvM4KAVvPml8gFjAmHj/zzfchvICcvKg=';
export const profile = { ...defaultProfile, userAgent: '', accept: '', contentType: '' };

/** The data on the wire with this fault: bytes as Latin-1 text; delays and cuts by name. */
export function written(fault: Fault | undefined): string[] {
  const request = buildRequest(webhook, Buffer.from(message), profile);
  const wire = toWire(fault?.rewrite?.(request, webhook.secret) ?? request, 'close');
  return (fault?.pace?.(headBytes(wire), wire.body) ?? plainSteps(wire)).map(stepText);
}

function stepText(step: WireStep): string {
  if (step.kind === 'send') return Buffer.from(step.bytes).toString('latin1');
  if (step.kind === 'wait') return `wait ${step.waitMs}${step.untilRead ? ' until read' : ''}`;
  return `${step.kind} by ${step.how}${step.after === undefined ? '' : ` after ${step.after}`}`;
}

/** The request of these tests, with these values of X-Signature. */
export function signedAs(values: readonly string[], body = message, name = 'X-Signature'): string {
  const signatures = values.map((value) => `${name}: ${value}\r\n`).join('');
  return `POST /webhook HTTP/1.1\r\nHost: localhost:3000\r\n${signatures}Connection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}
