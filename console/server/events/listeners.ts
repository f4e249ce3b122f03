/** How much waits for one listener that does not read (bytes). */
const maxWaiting = 1024 ** 2;
/** Whoever does not read for so long is let go: a browser comes back by itself (ms). */
const longestSilenceMs = 30_000;
/** Told to whoever missed something: what it shows is to be asked for again. */
const everythingChanged = ['push', 'fleet', 'inbox', 'checks', 'deliveries']
  .map((what) => `data: ${JSON.stringify({ kind: 'changed', what })}\n\n`)
  .join('');

const encoder = new TextEncoder();

/** A browser that listens. What it has no room for is left out, and it is told so. */
export class EventListener {
  readonly stream: ReadableStream<Uint8Array>;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #behindSince: number | undefined;

  constructor(onEnd: () => void) {
    this.stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        cancel: () => {
          this.#controller = undefined;
          onEnd();
        },
      },
      new ByteLengthQueuingStrategy({ highWaterMark: maxWaiting }),
    );
  }

  /** False: it has not read for too long. */
  write(bytes: Uint8Array): boolean {
    if (this.#controller === undefined) return false;
    if ((this.#controller.desiredSize ?? 0) <= 0) {
      this.#behindSince ??= Date.now();
      return Date.now() - this.#behindSince < longestSilenceMs;
    }
    if (this.#behindSince !== undefined) this.#controller.enqueue(encoder.encode(everythingChanged));
    this.#behindSince = undefined;
    this.#controller.enqueue(bytes);
    return true;
  }

  end(): void {
    this.#controller?.close();
    this.#controller = undefined;
  }
}
