import { shownHeader } from './redact.ts';

/** Names of headers that hold credentials. */
const privateName = /authorization|cookie|token|secret|password|api-?key/i;

/** A header's value as it may be shown and written. */
export function maskedValue(name: string, value: string): string {
  return privateName.test(name) ? '***' : shownHeader(name, value);
}
