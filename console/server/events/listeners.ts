/** How much data waits for a listener that doesn't read (bytes). */
const maxWaiting = 1024 ** 2;
/** A listener that doesn't read for this long is disconnected. Browsers reconnect by themselves (ms). */
const maxSilenceMs = 30_000;
/** Sent to a listener that missed something and must reload. */
const everythingChanged = ['push', 'fleet', 'inbox', 'checks', 'deliveries']
  .map((what) => `data: ${JSON.stringify({ kind: 'changed', what })}\n\n`)
  .join('');

const encoder = new TextEncoder();

/** A connected browser. If its buffer is full, events are dropped and it is notified. */
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

  /** False: it hasn't read for too long. */
  write(bytes: Uint8Array): boolean {
    if (this.#controller === undefined) return false;
    if ((this.#controller.desiredSize ?? 0) <= 0) {
      this.#behindSince ??= Date.now();
      return Date.now() - this.#behindSince < maxSilenceMs;
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
