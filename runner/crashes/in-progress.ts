import { systemClock, type Transmission } from '../../simulator/index.ts';
import { connectionFailed } from './crashing-messages.ts';

/** How often and how long to wait (ms). */
const quietMs = 10;
const maxQuietMs = 1000;

/** Messages in flight, except those sent to find the cause of a crash. */
export class InProgress {
  #count = 0;
  #failures = 0;

  async add(send: () => Promise<Transmission>): Promise<Transmission> {
    this.#count += 1;
    const sent = await send().finally(() => {
      this.#count -= 1;
    });
    if (connectionFailed(sent)) this.#failures += 1;
    return sent;
  }

  /** Waits until there are none. False if one of them failed. */
  async end(): Promise<boolean> {
    const failures = this.#failures;
    for (let waited = 0; this.#count > 0 && waited < maxQuietMs; waited += quietMs)
      await systemClock.sleep(quietMs);
    return failures === this.#failures;
  }
}
