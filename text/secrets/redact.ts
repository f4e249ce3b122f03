import { createHash } from 'node:crypto';
import { credentialsInUrl, displayUrl, shortestMasked } from './display-url.ts';
import { encodingsOf } from './encodings.ts';
import { lettersOf } from './letters.ts';
import { mask, maskSecrets } from './mask.ts';
import { type RunFinder, runFinder } from './runs.ts';

export { displayCommand } from './display-command.ts';
export { credentialsInUrl, displayUrl };

/** Removes secrets from everything that is shown or written. */
export interface Redactor {
  text(text: string): string;
  /** The same for a key of an object. Short secrets and parts of secrets are left, since they may be keys that programs look for. */
  key(key: string): string;
  bytes(bytes: Uint8Array): Buffer;
  /** Names of headers with private values, in lower case. */
  readonly privateHeaders: ReadonlySet<string>;
}

/** A secret of this length is never a key that a program looks for (characters). */
const shortestInKeys = 16;

/** Masks all occurrences of these secrets. Secrets shorter than 4 characters are skipped: they would mask everything. */
export function createRedactor(secrets: readonly string[], privateHeaders: readonly string[] = []): Redactor {
  const worth = secrets.filter((secret) => secret.length >= 4).flatMap(spellings);
  const longestFirst = [...new Set(worth)].sort((a, b) => b.length - a.length);
  const inBytes = longestFirst.map((secret) => Buffer.from(secret).toString('latin1'));
  const runs = runFinder(secrets.flatMap(encodingsOf));
  const inKeys = runFinder(
    secrets.flatMap(encodingsOf).map((one) => ({ ...one, shortest: one.letters.length })),
  );
  return {
    text: (text) => maskSecrets(text, longestFirst, runs),
    key: (key) => maskedKey(key, longestFirst, inKeys),
    bytes(bytes) {
      const text = Buffer.from(bytes).toString('latin1');
      return Buffer.from(maskSecrets(text, inBytes, runs), 'latin1');
    },
    privateHeaders: new Set(privateHeaders.map((name) => name.toLowerCase())),
  };
}

/** Values that must not be shown, as users give them. */
export interface Private {
  readonly secrets: readonly (string | undefined)[];
  readonly urls?: readonly (string | undefined)[];
  readonly headers?: readonly (readonly [name: string, value: string])[] | undefined;
}

/** Masks these secrets, and the credentials in these URLs and headers. */
export function redactorOf({ secrets, urls = [], headers = [] }: Private): Redactor {
  return createRedactor(
    [
      ...secrets.map((secret = '') => secret),
      ...urls.flatMap((url = '') => credentialsInUrl(url)),
      ...headers.flatMap(([, value]) => credentialsIn(value)),
    ],
    headers.map(([name]) => name),
  );
}

/** Only whole secrets are masked. */
function maskedKey(key: string, exact: readonly string[], runs: RunFinder): string {
  const masked = exact.filter(isLong).reduce((text, secret) => text.replaceAll(secret, mask), key);
  return runs(lettersOf(masked).letters).length > 0 ? mask : masked;
}

function isLong(secret: string): boolean {
  return secret.length >= shortestInKeys;
}

/** A secret for people: `*** (fingerprint 1a2b3c4d)`, enough to distinguish two. */
export function fingerprint(secret: string): string {
  return `${mask} (fingerprint ${fingerprintDigits(secret)})`;
}

/** The start of the secret's SHA-256. */
export function fingerprintDigits(secret: string): string {
  return createHash('sha256').update(secret).digest('hex').slice(0, 8);
}

/** A copy of plain data with all strings and keys redacted. */
export function redactDeep<T>(value: T, redactor: Redactor): T {
  return redacted(value, redactor) as T;
}

function redacted(value: unknown, redactor: Redactor): unknown {
  if (typeof value === 'string') return redactor.text(value);
  if (Array.isArray(value)) return value.map((inner) => redacted(inner, redactor));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [redactor.key(key), redacted(inner, redactor)]),
  );
}

/** The private parts of a header value: all of it, and the credential after a scheme such as Bearer. */
export function credentialsIn(value: string): string[] {
  return [value, ...value.split(/[\s,;=]/)].filter((part) => part.length >= shortestMasked);
}

const urlHeaders = new Set(['location', 'content-location', 'referer', 'refresh']);

/** A header value that is a URL, without credentials. */
export function shownHeader(name: string, value: string): string {
  return urlHeaders.has(name.toLowerCase()) ? displayUrl(value) : value;
}

/** A secret as is, as in a JSON string or a URL, and as receivers may print it. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const base64 = bytes.toString('base64').replaceAll('=', '');
  const hex = bytes.toString('hex');
  const encoded = [base64, bytes.toString('base64url'), hex, hex.toUpperCase()];
  const written = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)];
  return [...written, ...encoded.filter((text) => text.length >= 8)];
}
