/** What was opened, to be closed in the opposite order. */
export class Closing {
  readonly #opened: { close(): unknown }[] = [];

  add<T extends { close(): unknown }>(opened: T): T {
    this.#opened.push(opened);
    return opened;
  }

  /** Whatever cannot be closed does not keep the rest open. */
  async closeAll(): Promise<void> {
    for (let last = this.#opened.pop(); last !== undefined; last = this.#opened.pop()) {
      try {
        await last.close();
      } catch {
        // It has told so before.
      }
    }
  }
}
