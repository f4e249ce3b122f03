import { createHash } from 'node:crypto';

/** Takes secrets out of whatever is shown or written. */
export interface Redactor {
  text(text: string): string;
  bytes(bytes: Uint8Array): Buffer;
  /** Names of headers whose values are the user's business, in lower case. */
  readonly privateHeaders: ReadonlySet<string>;
}

const mask = '***';

/** Masks every occurrence of these secrets; one that is shorter than 4 characters would mask everything and is left out. */
export function createRedactor(secrets: readonly string[], privateHeaders: readonly string[] = []): Redactor {
  const worth = secrets.filter((secret) => secret.length >= 4).flatMap(spellings);
  const text = (value: string) => worth.reduce((masked, secret) => masked.replaceAll(secret, mask), value);
  return {
    text,
    bytes: (bytes) => {
      const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      if (!worth.some((secret) => raw.includes(secret))) return raw;
      const latin1 = worth.map((secret) => Buffer.from(secret).toString('latin1'));
      return Buffer.from(
        latin1.reduce((masked, secret) => masked.replaceAll(secret, mask), raw.toString('latin1')),
        'latin1',
      );
    },
    privateHeaders: new Set(privateHeaders.map((name) => name.toLowerCase())),
  };
}

/** A secret as people may see it: `*** (fingerprint 1a2b3c4d)`, enough to tell two apart. */
export function fingerprint(secret: string): string {
  return `${mask} (fingerprint ${createHash('sha256').update(secret).digest('hex').slice(0, 8)})`;
}

/** Every string in a value of plain data, redacted. */
export function redactDeep<T>(value: T, redactor: Redactor): T {
  return JSON.parse(JSON.stringify(value), (_key, inner) =>
    typeof inner === 'string' ? redactor.text(inner) : inner,
  );
}

const privateParameter = /token|secret|key|password|passwd|auth|sig|code/i;

/** A URL as it may be shown: values of query parameters that look like credentials are masked. */
export function displayUrl(href: string): string {
  return href.replace(/([?&])([^=&#]+)=([^&#]+)/g, (whole, sign, name, _value) =>
    privateParameter.test(name) ? `${sign}${name}=${mask}` : whole,
  );
}

/** A secret as it is, and as it stands inside a JSON string or a URL. */
function spellings(secret: string): string[] {
  return [...new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])];
}
