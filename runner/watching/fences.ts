import { setMaxListeners } from 'node:events';
import { CannotTell } from '../context/expect.ts';

/** Sends a fence, and says whether it shows. `onSend` is called when its message is sent. */
type SendFence = (onSend: () => void) => Promise<boolean>;

/** The fences of a run. Until the message of one is sent, all that ask share it: what they sent comes before. */
export class Fences {
  #open: Promise<boolean | undefined> | undefined;

  /** Whether the open fence shows, or a new one. */
  async show(send: SendFence, signal: AbortSignal): Promise<boolean> {
    while (this.#open) {
      const shown = await unlessAborted(this.#open, signal);
      if (shown !== undefined) return shown;
    }
    return this.#begin(send, signal);
  }

  #begin(send: SendFence, signal: AbortSignal): Promise<boolean> {
    const close = () => {
      if (this.#open === shared) this.#open = undefined;
    };
    const own = send(close);
    // If the rule that began it ends early, another one begins its own.
    const shared = own
      .catch((error: unknown) => {
        if (signal.aborted || isInterrupted(error)) return undefined;
        throw error;
      })
      .finally(close);
    shared.catch(() => {});
    this.#open = shared;
    return own;
  }
}

/** Its rule may have stopped before this signal did. */
function isInterrupted(error: unknown): boolean {
  return error instanceof CannotTell && error.reason.reasonCode === 'interrupted';
}

/** @throws CannotTell if the signal aborts first. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => reject(new CannotTell({ reasonCode: 'interrupted' }));
    if (signal.aborted) return end();
    // All parts of a rule may wait for one signal.
    setMaxListeners(0, signal);
    signal.addEventListener('abort', end);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
  });
}
