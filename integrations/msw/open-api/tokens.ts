import { randomUUID } from 'node:crypto';

/** "An access token expires after 30 minutes." */
const accessSeconds = 30 * 60;
/** "A refresh token expires after 15 days." */
const refreshSeconds = 15 * 24 * 60 * 60;
const maxTokens = 1000;

/** The API's response to an authorized client. */
export interface Grant {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly token_type: 'bearer';
  readonly expires_in: number;
  readonly jti: string;
}

/** The valid tokens and when they expire. */
export class Tokens {
  readonly #access = new Map<string, number>();
  readonly #refresh = new Map<string, number>();

  grant(): Grant {
    const [access, refresh] = [randomUUID(), randomUUID()];
    keep(this.#access, access, accessSeconds);
    keep(this.#refresh, refresh, refreshSeconds);
    return {
      access_token: access,
      refresh_token: refresh,
      token_type: 'bearer',
      expires_in: accessSeconds,
      jti: randomUUID(),
    };
  }

  /** "The latest refresh_token value": a used one is invalid. */
  refresh(token: string): Grant | undefined {
    if (!isGood(this.#refresh, token)) return undefined;
    this.#refresh.delete(token);
    return this.grant();
  }

  isAccess(token: string): boolean {
    return isGood(this.#access, token);
  }

  expireAccess(): void {
    this.#access.clear();
  }

  revokeRefresh(): void {
    this.#refresh.clear();
  }
}

function keep(tokens: Map<string, number>, token: string, seconds: number): void {
  tokens.set(token, Date.now() + seconds * 1000);
  const [oldest] = tokens.keys();
  if (tokens.size > maxTokens && oldest !== undefined) tokens.delete(oldest);
}

function isGood(tokens: ReadonlyMap<string, number>, token: string): boolean {
  return (tokens.get(token) ?? 0) > Date.now();
}
