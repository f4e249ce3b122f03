import { isCredentialName, looksLikeCredential } from './credential.ts';
import { mask } from './mask.ts';

/**
 * A URL that is safe to show or store: user info and query values that are or look like credentials are masked. Idempotent. The cost is
 * linear in the length.
 */
export function displayUrl(href: string): string {
  return maskedUrl(href, () => mask);
}

/** The parts that {@link displayUrl} masks, raw and decoded, since an echo or an error may contain them. */
export function credentialsInUrl(href: string): string[] {
  const found = new Set<string>();
  maskedUrl(href, (credential) => {
    for (const spelling of [credential, decoded(credential)]) found.add(spelling);
    return mask;
  });
  return [...found].filter((credential) => credential.length >= shortestMasked);
}

/** Whether this URL has a masked credential and no longer works. */
export function holdsMask(href: string): boolean {
  return /=\*\*\*(?:[&#]|$)/.test(href) || href.includes('//***@');
}

/** Shorter words occur too often to be masked everywhere (characters). */
export const shortestMasked = 8;

type Mask = (credential: string) => string;

function maskedUrl(href: string, maskOf: Mask): string {
  const start = authorityStart(href);
  const end = authorityEnd(href, start);
  const at = href.lastIndexOf('@', end - 1);
  const isUserInfo = at > start && (start > 0 || href.slice(0, at).includes(':'));
  const host = isUserInfo ? at : start;
  if (isUserInfo) for (const part of href.slice(start, at).split(':')) maskOf(part);
  const head = isUserInfo ? `${href.slice(0, start)}${maskOf(href.slice(start, at))}` : href.slice(0, start);
  return head + href.slice(host).replace(/[^&#]+/g, (pair) => maskedPair(pair, maskOf));
}

/** After the scheme and its slashes. Browsers accept both kinds of slash, and a `Location` may omit them. */
function authorityStart(href: string): number {
  return /^\s*(?:https?:[/\\]*|(?:[a-z][a-z\d+.-]*:)?[/\\]{2,})/i.exec(href)?.[0].length ?? 0;
}

function authorityEnd(href: string, start: number): number {
  const length = href.slice(start).search(/[/\\?#]/);
  return length < 0 ? href.length : start + length;
}

/** A pair may contain others after a `?` or `;`. A credential may contain these too, so everything after its name is masked. */
function maskedPair(pair: string, maskOf: Mask): string {
  let shown = '';
  let done = 0;
  for (const { 0: piece, index } of pair.includes('=') ? pair.matchAll(/[^?;]+/g) : []) {
    const equals = piece.indexOf('=');
    if (equals < 0) continue;
    const start = index + equals + 1;
    const isNamed = isCredentialName(decoded(piece.slice(piece.lastIndexOf('/', equals) + 1, equals)));
    const value = isNamed ? pair.slice(start) : piece.slice(equals + 1);
    if (value === '' || !(isNamed || isCredential(value))) continue;
    shown += pair.slice(done, start) + maskOf(value);
    done = start + value.length;
    if (isNamed) break;
  }
  return shown + pair.slice(done);
}

function isCredential(value: string): boolean {
  return looksLikeCredential(decoded(value)) || leadsToCredential(value);
}

/** A URL inside a URL, such as the target after login. A message is JSON and stays readable. */
function leadsToCredential(value: string): boolean {
  const inner = decoded(value);
  if (/^\s*[[{]/.test(inner)) return false;
  return /^[a-z]+:\/\/[^/?#]*@/i.test(inner) || inner.split(/[?&#;/]/).some(isCredentialPair);
}

function isCredentialPair(pair: string): boolean {
  const equals = pair.indexOf('=');
  return equals > 0 && isCredentialName(pair.slice(0, equals));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
