/** Opened resources, closed in reverse order. */
export class ResourceStack {
  readonly #opened: { close(): unknown }[] = [];

  add<T extends { close(): unknown }>(opened: T): T {
    this.#opened.push(opened);
    return opened;
  }

  /** A failure to close one doesn't keep the others open. */
  async closeAll(): Promise<void> {
    for (let last = this.#opened.pop(); last !== undefined; last = this.#opened.pop()) {
      try {
        await last.close();
      } catch {
        // It was reported before.
      }
    }
  }
}
