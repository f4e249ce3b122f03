import { systemClock, type Transmission } from '../../simulator/index.ts';
import type { ReceiverProcess } from '../receiver/receiver-life.ts';

/** One end of the receiver's process that nobody asked for. */
export interface Crash {
  /** How it ended, and what it printed last. */
  readonly end: string;
  /** What was sent to it, where sending it again ended it again. */
  readonly by?: { readonly what: string; readonly body: string };
}

const maxCrashes = 3;
/** An end shows soon after its connections broke (ms). */
const showsWithinMs = 400;
const tryEveryMs = 20;
const shownBody = 300;

/**
 * Starts a receiver again that ended by itself, and finds out which message did it. What was under way beside it is sent once more: it is
 * not to blame. A message that is known to end the receiver is not sent again.
 */
export class CrashGuard {
  readonly #process: ReceiverProcess | undefined;
  readonly #onGone: (reason: string) => void;
  readonly #crashes: Crash[] = [];
  readonly #deadly = new Map<string, Transmission>();
  #last: Promise<unknown> = Promise.resolve();
  #starts = 0;
  #isOver = false;

  constructor(process: ReceiverProcess | undefined, onGone: (reason: string) => void) {
    this.#process = process;
    this.#onGone = onGone;
  }

  get crashes(): readonly Crash[] {
    return this.#crashes;
  }

  /** Sends, and sends once more after a crash that something else may have caused. */
  async send(what: string, keyOf: () => string, send: () => Promise<Transmission>): Promise<Transmission> {
    if (!this.#process?.ownEnd || this.#isOver) return send();
    const key = keyOf();
    const known = this.#deadly.get(key);
    if (known) return known;
    const startsBefore = this.#starts;
    const sent = await send();
    if (sent.outcome.kind !== 'connection-failed') return sent;
    const settled = this.#last.then(() => this.#settle({ what, key, send, sent, startsBefore }));
    this.#last = settled.catch(() => {});
    return settled;
  }

  async #settle(failed: Failed): Promise<Transmission> {
    const { what, key, send, sent, startsBefore } = failed;
    if (this.#isOver) return sent;
    if (this.#starts === startsBefore && !(await this.#restart())) return sent;
    const again = await send();
    if (again.outcome.kind !== 'connection-failed') return again;
    const body = Buffer.from(again.request.body).toString('utf8').slice(0, shownBody);
    if (await this.#restart({ what, body })) this.#deadly.set(key, again);
    return again;
  }

  /** False where it did not end, or is not started any more. */
  async #restart(by?: Crash['by']): Promise<boolean> {
    const end = await this.#ownEnd();
    if (end === undefined) return false;
    // Sent a second time to find out who did it, it is the same crash.
    if (by && !this.#crashes.at(-1)?.by) this.#crashes.pop();
    this.#crashes.push({ end, ...(by && { by }) });
    if (this.#crashes.length > maxCrashes)
      return this.#giveUp(`it crashed more than ${maxCrashes} times, and was not started again`);
    this.#starts += 1;
    try {
      await this.#process?.start();
      return true;
    } catch {
      return this.#giveUp('it crashed and did not come back');
    }
  }

  #giveUp(reason: string): false {
    this.#isOver = true;
    this.#onGone(reason);
    return false;
  }

  async #ownEnd(): Promise<string | undefined> {
    for (let waited = 0; waited < showsWithinMs; waited += tryEveryMs) {
      const end = this.#process?.ownEnd?.();
      if (end !== undefined) return end;
      await systemClock.sleep(tryEveryMs);
    }
    return undefined;
  }
}

interface Failed {
  readonly what: string;
  readonly key: string;
  readonly send: () => Promise<Transmission>;
  readonly sent: Transmission;
  readonly startsBefore: number;
}
