import { createHash, randomBytes } from 'node:crypto';

/** A browser's session: each half alone opens nothing. */
export interface Session {
  /** In a cookie that no script reads; but a browser sends a host's cookies to every port of it, whoever listens there. */
  readonly cookie: string;
  /** In the storage of the page's origin, port and all, from which the page sends it as a header. */
  readonly key: string;
}

/** More than a person has browsers: the oldest ends. */
const maxSessions = 50;
/** Opened by nobody: the oldest is void. */
const maxTokens = 20;

/** Who may use a console that other machines can reach. Nothing of it is written down: with the console it is over. */
export class Sessions {
  /** What to do when it is used, by the digest of the token. A look-up by a digest tells nothing by its time. */
  readonly #tokens = new Map<string, () => void>();
  /** The digest of the key, by that of the cookie. */
  readonly #keys = new Map<string, string>();

  /** A token that opens one session, and is worthless from then on: what was read over a shoulder or in a history opens nothing. */
  createToken(onUsed: () => void): string {
    const token = secretText();
    put(this.#tokens, digest(token), onUsed, maxTokens);
    return token;
  }

  /** Undefined: the token was used, or never was one. */
  open(token: string): Session | undefined {
    const id = digest(token);
    const onUsed = this.#tokens.get(id);
    if (onUsed === undefined) return undefined;
    this.#tokens.delete(id);
    const session = { cookie: secretText(), key: secretText() };
    put(this.#keys, digest(session.cookie), digest(session.key), maxSessions);
    onUsed();
    return session;
  }

  has(cookie = '', key = ''): boolean {
    return this.#keys.get(digest(cookie)) === digest(key);
  }
}

function put<T>(map: Map<string, T>, key: string, value: T, max: number): void {
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= max) return;
    map.delete(oldest);
  }
}

function secretText(): string {
  return randomBytes(32).toString('base64url');
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
