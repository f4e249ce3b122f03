import type { Fault, Transmission } from '../../simulator/index.ts';
import type { OwnEnd } from '../receiver/own-end.ts';
import { digestOfMessage } from './kept-attempts.ts';

/** What was sent to a receiver when it crashed. */
export interface Deadly {
  /** Continues after "crashes on". */
  readonly what: string;
  readonly message: unknown;
  readonly fault: Fault | undefined;
  /** Its bytes as text. */
  readonly body: string;
  /** The receiver wasn't listening, so the message never arrived. */
  readonly wasRefused: boolean;
}

/** A crash of the receiver: nobody stopped its process. */
export interface Crash {
  /** How it ended, and its last output. */
  readonly end: string;
  /** The message that crashed it, if sending it again crashed it again. */
  readonly by?: Deadly;
  /** Messages in flight at the crash, if the cause among them is unknown. */
  readonly during: readonly Deadly[];
}

export const maxCrashes = 3;
/** The end of the process is noticed soon after its connections broke (ms). */
const showsWithinMs = 400;
/** How often to wait for a receiver that breaks connections without ending. */
const maxInnocent = 3;
const shownBody = 300;
const maxDuring = 16;

/**
 * Restarts a crashed receiver and finds out which message crashed it. Other messages in flight are sent again, since they aren't the cause.
 * A message that is known to crash the receiver isn't sent again.
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

  /** Whether the check can restart the receiver. */
  get canStart(): boolean {
    return this.#end?.isRestarted === true;
  }

  /** How the receiver crashed on this message. */
  endBy(message: unknown, fault: Fault | undefined): string | undefined {
    if (this.#deadly.size === 0) return undefined;
    return this.#deadly.get(digestOfMessage(message, fault))?.end;
  }

  /** Sends, and sends again after a crash that another message may have caused. */
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
    // It breaks connections without ending, so this stops waiting for it.
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

  /** Whether this crashes the receiver, which is then restarted. */
  async endsBy(send: () => Promise<Transmission>): Promise<boolean> {
    const { outcome } = await send();
    if (outcome.kind !== 'connection-failed') return false;
    return this.startAgain();
  }

  /** Starts it again if it ended, whatever happened before. False if it is running. */
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

  /** False if it didn't end, or is gone for good. */
  async #restart(suspect: Deadly): Promise<boolean> {
    const end = await this.#ownEnd();
    return end !== undefined && this.#startAfter({ end, during: suspect.wasRefused ? [] : [suspect] });
  }

  async #startAfter(crash: Crash): Promise<boolean> {
    // The same crash again, from the second try to find the cause.
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

  /** Other failures at the same time may have caused it too. */
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
