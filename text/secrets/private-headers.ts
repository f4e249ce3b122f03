import { mask } from './mask.ts';
import { shownHeader } from './redact.ts';

/** Names of headers with credentials: new proxies and frameworks bring new names. */
const privateName = /auth|token|jwt|oidc|key|secret|session|assertion|cookie|password/i;
/** These say why a message was rejected or repeated. */
const publicName = /^((www|proxy)-authenticate|(x-)?idempotency-key)$/i;

/** A header value that is safe to show and store. */
export function maskedValue(name: string, value: string): string {
  return privateName.test(name) && !publicName.test(name) ? mask : shownHeader(name, value);
}
