import type { Fault, Transmission } from '../../simulator/index.ts';
import type { OwnEnd } from '../receiver/own-end.ts';
import { digestOfMessage } from './kept-attempts.ts';

/** What was sent to a receiver when it ended. */
export interface Deadly {
  /** Goes on after "crashes on". */
  readonly what: string;
  readonly message: unknown;
  readonly fault: Fault | undefined;
  /** Its bytes as text. */
  readonly body: string;
  /** Nobody listened any more: it never arrived. */
  readonly wasRefused: boolean;
}

/** One end of the receiver's process that nobody asked for. */
export interface Crash {
  /** How it ended, and what it printed last. */
  readonly end: string;
  /** What was sent to it, where sending it again ended it again. */
  readonly by?: Deadly;
  /** What was under way when it ended, where nobody can tell which of it did. */
  readonly during: readonly Deadly[];
}

export const maxCrashes = 3;
/** An end shows soon after its connections broke (ms). */
const showsWithinMs = 400;
/** Whoever breaks connections and goes on is waited for so often. */
const maxInnocent = 3;
const shownBody = 300;
const maxDuring = 16;

/**
 * Starts a receiver again that ended by itself, and finds out which message did it. What was under way beside it is sent once more: it is
 * not to blame. A message that is known to end the receiver is not sent again.
 */
export class CrashGuard {
  readonly #end: OwnEnd | undefined;
  readonly #onGone: (reason: string) => void;
  readonly #crashes: Crash[] = [];
  readonly #deadly = new Map<string, { readonly sent: Transmission; readonly end: string }>();
  #last: Promise<unknown> = Promise.resolve();
  #starts = 0;
  #innocent = 0;
  #isOver = false;

  constructor(end: OwnEnd | undefined, onGone: (reason: string) => void) {
    this.#end = end;
    this.#onGone = onGone;
  }

  get crashes(): readonly Crash[] {
    return this.#crashes;
  }

  /** Whether the check itself can start the receiver again. */
  get canStart(): boolean {
    return this.#end?.isRestarted === true;
  }

  /** How the receiver ended by this message. */
  endBy(message: unknown, fault: Fault | undefined): string | undefined {
    if (this.#deadly.size === 0) return undefined;
    return this.#deadly.get(digestOfMessage(message, fault))?.end;
  }

  /** Sends, and sends once more after a crash that something else may have caused. */
  async send(
    { what, message, fault }: Pick<Deadly, 'what' | 'message' | 'fault'>,
    send: () => Promise<Transmission>,
  ): Promise<Transmission> {
    if (!this.#end || this.#isOver) return send();
    if (this.#deadly.size > 0) {
      const known = this.#deadly.get(digestOfMessage(message, fault));
      if (known) return known.sent;
    }
    const startsBefore = this.#starts;
    const sent = await send();
    if (sent.outcome.kind !== 'connection-failed') return sent;
    // It breaks connections and does not end: nobody waits for it any more.
    if (this.#innocent >= maxInnocent && !wasRefused(sent)) return sent;
    const body = Buffer.from(sent.request.body).toString('utf8').slice(0, shownBody);
    const settled = this.#last.then(() =>
      this.#settle({
        by: { what, message, fault, body, wasRefused: wasRefused(sent) },
        send,
        sent,
        startsBefore,
      }),
    );
    this.#last = settled.catch(() => {});
    return settled;
  }

  /** Whether this ends the receiver, which is started again. */
  async endsBy(send: () => Promise<Transmission>): Promise<boolean> {
    const { outcome } = await send();
    if (outcome.kind !== 'connection-failed') return false;
    return this.startAgain();
  }

  /** Starts it once more where it ended, whatever happened before. False where it runs. */
  async startAgain(): Promise<boolean> {
    if ((await this.#end?.look(showsWithinMs)) === undefined) return false;
    await this.#end?.comeBack();
    return true;
  }

  async #settle({ by, send, sent, startsBefore }: Failed): Promise<Transmission> {
    if (this.#isOver) {
      this.#addSuspect(by);
      return sent;
    }
    if (this.#starts === startsBefore && !(await this.#restart(by))) return sent;
    const again = await send();
    if (again.outcome.kind !== 'connection-failed') return again;
    const end = await this.#ownEnd();
    if (end === undefined) return again;
    if (await this.#startAfter({ end, by, during: [] }))
      this.#deadly.set(digestOfMessage(by.message, by.fault), { sent: again, end });
    return again;
  }

  /** False where it did not end, or is not there any more. */
  async #restart(suspect: Deadly): Promise<boolean> {
    const end = await this.#ownEnd();
    return end !== undefined && this.#startAfter({ end, during: suspect.wasRefused ? [] : [suspect] });
  }

  async #startAfter(crash: Crash): Promise<boolean> {
    // Sent a second time to find out who did it, it is the same crash.
    if (crash.by && !this.#crashes.at(-1)?.by) this.#crashes.pop();
    this.#crashes.push(crash);
    if (this.#crashes.length > maxCrashes)
      return this.#giveUp(`it crashed more than ${maxCrashes} times, and the check stopped`);
    this.#starts += 1;
    try {
      await this.#end?.comeBack();
      return true;
    } catch {
      return this.#giveUp('it ended and did not come back');
    }
  }

  #giveUp(reason: string): false {
    this.#isOver = true;
    this.#onGone(reason);
    return false;
  }

  /** What failed at the same time may have done it as well. */
  #addSuspect(suspect: Deadly): void {
    const last = this.#crashes.at(-1);
    if (!last || last.by || last.during.length >= maxDuring || suspect.wasRefused) return;
    this.#crashes[this.#crashes.length - 1] = { ...last, during: [...last.during, suspect] };
  }

  async #ownEnd(): Promise<string | undefined> {
    const end = await this.#end?.look(showsWithinMs);
    if (end === undefined) this.#innocent += 1;
    return end;
  }
}

function wasRefused({ outcome }: Transmission): boolean {
  return outcome.kind === 'connection-failed' && outcome.code === 'ECONNREFUSED';
}

interface Failed {
  readonly by: Deadly;
  readonly send: () => Promise<Transmission>;
  readonly sent: Transmission;
  readonly startsBefore: number;
}
