import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What opens a console that other machines can reach: drawn when it starts, and never written down. */
export function drawToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Takes the same time whatever was given. */
export function isToken(given: string | undefined, token: string): boolean {
  return timingSafeEqual(digest(given ?? ''), digest(token));
}

/** The port is in its name, since a browser keeps cookies by host alone. */
export function cookieName(port: number): string {
  return `hookswitch-${port}`;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
