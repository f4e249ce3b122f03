import { HookswitchError } from '../text/errors/errors.ts';
import { bareHost } from '../text/formats/bare-host.ts';
import { displayUrl, holdsMask } from '../text/secrets/display-url.ts';
import { count } from '../text/words/count.ts';
import type { Settings } from './sender/settings.ts';
import { classifyHost } from './wire/address-guard.ts';
import { allowedPorts, portOf } from './wire/allowed-hosts.ts';

const headersInstead = ' and give --header instead';

/**
 * Checks that a URL can be sent to. `what` names it in the message: "the receiver". `instead` says how to give a username and password.
 *
 * @throws HookswitchError `bad-url`, `host-not-allowed`.
 */
export function assertUsableUrl(
  text: string,
  allowHosts: readonly string[],
  what: string,
  instead: string = headersInstead,
): void {
  if (!URL.canParse(text) || !/^[a-z]+:\/\//i.test(text)) {
    // The text before an @ may contain a password, and an invalid URL doesn't show where it ends.
    const isQuotable = !text.includes('@');
    const isOnlyBare = isQuotable && !text.includes('://') && URL.canParse(`http://${text}`);
    const help = isOnlyBare
      ? `did you mean ${quote(`http://${text}`)}?`
      : 'write it like http://localhost:3000/webhook';
    throw new HookswitchError(
      'bad-url',
      `the URL of ${what}${isQuotable ? `, ${quote(text)},` : ''} is not a valid URL; ${help}`,
    );
  }
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new HookswitchError(
      'bad-url',
      `the URL of ${what} starts with ${url.protocol}, but must start with http: or https:`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new HookswitchError(
      'bad-url',
      `the URL of ${what} contains a username or password; leave them out${instead}`,
    );
  }
  if (holdsMask(text)) {
    throw new HookswitchError(
      'bad-url',
      `the URL of ${what} contains *** where a credential was masked; replace *** with the credential`,
    );
  }
  assertAllowedHost(url, allowHosts, what);
}

function assertAllowedHost(url: URL, allowHosts: readonly string[], what: string): void {
  const host = bareHost(url.hostname);
  const verdict = classifyHost(host, portOf(url), allowHosts);
  if (verdict === 'always-refused') {
    throw new HookswitchError(
      'host-not-allowed',
      `Hookswitch never sends to ${host}, because it is a link-local, metadata or multicast address; use another host`,
    );
  }
  if (verdict === 'needs-allow-host') {
    const ports = allowedPorts(host, allowHosts);
    if (ports.length > 0)
      throw new HookswitchError(
        'host-not-allowed',
        `${what} is at port ${portOf(url)} of ${host}, but only port ${ports.join(' and ')} is allowed; if you may send test messages there, also give --allow-host ${host}:${portOf(url)}`,
      );
    throw new HookswitchError(
      'host-not-allowed',
      `${what} is on ${host}, which is not this machine; if you may send test messages there, give --allow-host ${host}`,
    );
  }
}

const secretLength = 32;

/**
 * "A system-generated 32-character key". `what` names its source; the secret itself is never quoted.
 *
 * @throws HookswitchError `bad-secret`.
 */
export function assertUsableSecret(secret: string, what: string): void {
  if (secret.length !== secretLength) {
    if (secret.trim().length === secretLength)
      throw new HookswitchError(
        'bad-secret',
        `${what} has a space or line break before or after its ${secretLength} characters; remove it`,
      );
    const size = secret.length === 0 ? 'is empty' : `has ${count(secret.length, 'character')}`;
    throw new HookswitchError('bad-secret', `${what} ${size}; a YCM secret has ${secretLength} characters`);
  }
  if (!/^[\x21-\x7e]+$/.test(secret)) {
    throw new HookswitchError(
      'bad-secret',
      `${what} contains a space, a control character or a non-ASCII character; a YCM secret has only letters and digits`,
    );
  }
}

/** @throws HookswitchError `bad-settings`. */
export function assertUsableSettings({ timeoutSeconds, retryCount }: Settings): void {
  if (!Number.isInteger(timeoutSeconds) || timeoutSeconds < 3 || timeoutSeconds > 10) {
    throw new HookswitchError(
      'bad-settings',
      `the timeout is ${timeoutSeconds} s; YCM allows whole seconds from 3 to 10`,
    );
  }
  if (!Number.isInteger(retryCount) || retryCount < 1 || retryCount > 5) {
    throw new HookswitchError('bad-settings', `the retry count is ${retryCount}; YCM allows 1 to 5`);
  }
}

function quote(text: string): string {
  const shown = displayUrl(text);
  return JSON.stringify(shown.length <= 80 ? shown : `${shown.slice(0, 80)}…`);
}
