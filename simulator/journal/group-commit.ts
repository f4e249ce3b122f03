interface Waiting<T> {
  readonly items: readonly T[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Collects the items of one turn of the event loop and commits them together, since a commit costs as much as many items. Items added in
 * one call are committed together. After a failed commit, everything is rejected.
 */
export class GroupCommit<T> {
  readonly #commit: (items: readonly T[]) => void;
  readonly #maxItems: number;
  #waiting: Waiting<T>[] = [];
  #failure: { readonly error: unknown } | undefined;

  /** If there are more than `maxItems`, the rest waits for the next turn, so that timers and sockets aren't delayed. */
  constructor(commit: (items: readonly T[]) => void, maxItems = 1000) {
    this.#commit = commit;
    this.#maxItems = maxItems;
  }

  /** Resolves when these items, and all that were added before, are committed. */
  add(items: readonly T[]): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure.error);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ items, resolve, reject });
      if (this.#waiting.length === 1) setImmediate(() => this.#turn());
    });
  }

  #turn(): void {
    const group = this.#waiting.splice(0, this.#groupSize());
    try {
      this.#commit(group.flatMap(({ items }) => items));
      for (const { resolve } of group) resolve();
    } catch (error) {
      this.#failure = { error };
      for (const { reject } of [...group, ...this.#waiting.splice(0)]) reject(error);
    }
    if (this.#waiting.length > 0) setImmediate(() => this.#turn());
  }

  #groupSize(): number {
    let room = this.#maxItems;
    const end = this.#waiting.findIndex(({ items }) => {
      room -= items.length;
      return room < 0;
    });
    return end === -1 ? this.#waiting.length : Math.max(1, end);
  }
}
