/** Open resources, closed in reverse order. */
export class ResourceStack {
  readonly #opened: { close(): unknown }[] = [];

  add<T extends { close(): unknown }>(opened: T): T {
    this.#opened.push(opened);
    return opened;
  }

  /** If closing one fails, the others are closed anyway. */
  async closeAll(): Promise<void> {
    for (let last = this.#opened.pop(); last !== undefined; last = this.#opened.pop()) {
      try {
        await last.close();
      } catch {
        // The error was reported before.
      }
    }
  }
}
