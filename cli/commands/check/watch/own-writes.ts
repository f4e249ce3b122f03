import { extname } from 'node:path';

/** What a change means for the checks: start again immediately, check again afterwards, or do nothing. */
export type Meaning = 'restart' | 'later' | 'none';

/**
 * How often the same source may stop a check in a row. Otherwise, a build that writes another file each time would never let a check
 * finish.
 */
const maxRestarts = 5;

const sourceExtensions = new Set(
  [
    ...['.js', '.mjs', '.cjs', '.jsx', '.ts', '.mts', '.cts', '.tsx', '.vue', '.svelte'],
    ...['.py', '.rb', '.php', '.pl', '.lua', '.sh', '.sql', '.graphql', '.proto', '.html', '.ejs', '.hbs'],
    ...['.go', '.rs', '.c', '.cc', '.cpp', '.h', '.hpp', '.cs', '.fs', '.vb', '.swift', '.dart'],
    ...['.java', '.kt', '.kts', '.scala', '.groovy', '.gradle', '.clj', '.ex', '.exs', '.erl', '.hs'],
    ...['.yaml', '.yml', '.toml', '.env', '.ini', '.conf', '.properties'],
  ].flat(),
);

/**
 * Distinguishes the user's changes from those that the receiver makes while it is checked. Between checks, no receiver runs, so each change
 * is the user's. During a check, a changed source is the user's too, and any other file is the receiver's if it changes again in a later
 * check.
 */
export class OwnWrites {
  readonly #written = new Set<string>();
  readonly #restarts = new Map<string, number>();
  readonly #changedNow = new Set<string>();
  readonly #own: readonly string[];
  #isFirst = true;

  /** `own` are files that only the user changes, such as the configuration. */
  constructor(own: readonly string[] = []) {
    this.#own = own;
  }

  /** A change between checks. `isSoonAfter` a check, a change may be noticed late. */
  between(name: string, isSoonAfter: boolean): Meaning {
    this.#restarts.delete(name);
    return isSoonAfter && this.#written.has(name) ? 'none' : 'restart';
  }

  /** A change during a check. */
  during(name: string): Meaning {
    this.#changedNow.add(name);
    if (sourceExtensions.has(extname(name)) || this.#own.includes(name)) return this.#ofSource(name);
    const isKnown = this.#written.has(name) || this.#isFirst;
    this.#written.add(name);
    return isKnown ? 'none' : 'later';
  }

  #ofSource(name: string): Meaning {
    const times = (this.#restarts.get(name) ?? 0) + 1;
    this.#restarts.set(name, times);
    return times <= maxRestarts ? 'restart' : 'none';
  }

  /** A check ended on its own. */
  ended(): void {
    this.#isFirst = false;
    for (const name of this.#restarts.keys()) if (!this.#changedNow.has(name)) this.#restarts.delete(name);
    this.#changedNow.clear();
  }

  /** The sources that changed so often during checks that they no longer stop one. */
  restless(): string[] {
    return [...this.#restarts].filter(([, times]) => times > maxRestarts).map(([name]) => name);
  }
}
