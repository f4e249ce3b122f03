import { isCredentialName, looksLikeCredential } from './credential.ts';

const mask = '***';

/**
 * A URL as it may be shown or kept: user info, and query values that are or look like credentials, are masked. Whatever a sender puts
 * there, the cost grows with the length only. Masking again changes nothing.
 */
export function displayUrl(href: string): string {
  return maskedUrl(href, () => mask);
}

/** What {@link displayUrl} masks, as it is written and decoded: it may come back in an echo or in an error. */
export function credentialsInUrl(href: string): string[] {
  const found = new Set<string>();
  maskedUrl(href, (credential) => {
    for (const spelling of [credential, decoded(credential)]) found.add(spelling);
    return mask;
  });
  return [...found].filter((credential) => credential.length >= shortestCredential);
}

/** Whether a credential was masked in this URL, so that it leads nowhere any more. */
export function holdsMask(href: string): boolean {
  return /=\*\*\*(?:[&#]|$)/.test(href) || href.includes('//***@');
}

/** Shorter words stand in too many places to be masked in all of them (characters). */
const shortestCredential = 8;

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

/** Behind the scheme and its slashes, which a browser takes in either direction and a `Location` may leave out. */
function authorityStart(href: string): number {
  return /^\s*(?:https?:[/\\]*|(?:[a-z][a-z\d+.-]*:)?[/\\]{2,})/i.exec(href)?.[0].length ?? 0;
}

function authorityEnd(href: string, start: number): number {
  const length = href.slice(start).search(/[/\\?#]/);
  return length < 0 ? href.length : start + length;
}

/** A pair may hold others, behind a `?` or `;`. What follows a credential's name is masked to its end: a credential may hold either. */
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

/** A URL inside a URL, such as where to go after logging in. A message is JSON, and stays readable. */
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
