import { once } from 'node:events';

/** Writes to a stream. Resolves when there is room for more, so that a slow reader slows down the senders. */
export type Writer = (text: string) => Promise<void>;

export function createWriter(stream: NodeJS.WritableStream, signal: AbortSignal): Writer {
  let drained: Promise<void> | undefined;
  return (text) => {
    if (stream.write(text) || signal.aborted) return Promise.resolve();
    drained ??= once(stream, 'drain', { signal }).then(
      () => {
        drained = undefined;
      },
      // Interrupted: nobody is waiting.
      () => {},
    );
    return drained;
  };
}
