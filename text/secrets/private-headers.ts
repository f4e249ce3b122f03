import { mask } from './mask.ts';
import { shownHeader } from './redact.ts';

/** Names of headers with credentials. */
const privateName = /authorization|cookie|token|secret|password|api-?key/i;

/** A header value that is safe to show and store. */
export function maskedValue(name: string, value: string): string {
  return privateName.test(name) ? mask : shownHeader(name, value);
}
