import { once } from 'node:events';

/** Writes to a stream; the promise is kept when there is room for more, so that a slow reader slows the senders down. */
export type Writer = (text: string) => Promise<void>;

export function createWriter(stream: NodeJS.WritableStream, signal: AbortSignal): Writer {
  let drained: Promise<void> | undefined;
  return (text) => {
    if (stream.write(text) || signal.aborted) return Promise.resolve();
    drained ??= once(stream, 'drain', { signal }).then(
      () => {
        drained = undefined;
      },
      // Interrupted: nobody waits any more.
      () => {},
    );
    return drained;
  };
}
