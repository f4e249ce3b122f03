import { createHash, randomBytes } from 'node:crypto';

/** A browser's session. Each half alone is useless. */
interface Session {
  /** In a cookie that scripts can't read; but browsers send a host's cookies to every port. */
  readonly cookie: string;
  /** In the storage of the page's origin, including its port. The page sends it as a header. */
  readonly key: string;
}

/** More than a person has browsers. Above this, the oldest session ends. */
const maxSessions = 50;
/** The maximum number of unused tokens. Above this, the oldest becomes invalid. */
const maxTokens = 20;

/** Sessions of a console that other machines can reach. They are only in memory and end with the console. */
export class Sessions {
  /** Callbacks by the digest of the token. A lookup by digest reveals nothing by its time. */
  readonly #tokens = new Map<string, () => void>();
  /** The digest of the key, by the digest of the cookie. */
  readonly #keys = new Map<string, string>();

  /** A token that opens one session and is invalid from then on: a copy from a screen or a history is useless. */
  createToken(onUsed: () => void): string {
    const token = secretText();
    put(this.#tokens, digest(token), onUsed, maxTokens);
    return token;
  }

  /** Undefined: the token was used or is invalid. */
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
