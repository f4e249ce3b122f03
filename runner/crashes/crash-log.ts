import { connectionRefused } from '../../schemas/connection-refused.ts';
import type { Transmission } from '../../simulator/index.ts';
import { clip } from '../../text/terminal/visible.ts';
import type { MessageToSend } from '../sending/message-to-send.ts';

/** What was sent to a receiver when it crashed. */
export interface SentAtCrash extends MessageToSend {
  /** Its bytes as text. */
  readonly body: string;
  /** The receiver wasn't listening, so the message never arrived. */
  readonly connectionRefused: boolean;
  /** Its response, if it crashed only after that. */
  readonly response?: string;
}

/** A crash of the receiver: nobody stopped its process. */
export interface Crash {
  /** How it ended, and its last output. */
  readonly end: string;
  /** Hookswitch prevented its end, so it kept running. */
  readonly isCaught?: true;
  /** The message that crashed it, if sending it again crashed it again. */
  readonly by?: SentAtCrash;
  /** Messages in flight at the crash, if the cause among them is unknown. */
  readonly during: readonly SentAtCrash[];
  /** Messages that got a response just before the crash, unless they were sent again since. */
  readonly recent?: readonly string[];
  /** Other messages sent just before the crash. Sending them again didn't crash it. */
  readonly ruledOut?: readonly string[];
}

const shownBody = 300;
const maxDuring = 16;

export function sentAtCrash(
  { what, message, fault }: MessageToSend,
  { outcome, request }: Transmission,
): SentAtCrash {
  const body = clip(Buffer.from(request.body).toString('utf8'), shownBody);
  return { what, message, fault, body, connectionRefused: connectionRefused(outcome) };
}

/** The crashes of a run, and what is known about the cause of the last one. */
export class CrashLog {
  readonly #all: Crash[] = [];

  get all(): readonly Crash[] {
    return this.#all;
  }

  get last(): Crash | undefined {
    return this.#all.at(-1);
  }

  /** The first crash although every message got a response, at least when sent again. */
  get unseen(): Crash | undefined {
    return this.#all.find(
      ({ isCaught, by, during }) => isCaught || (by ? by.response !== undefined : during.length === 0),
    );
  }

  add(crash: Crash): void {
    // The same crash again, from the second try to find the cause.
    if (crash.by && !this.last?.by) this.#all.pop();
    this.#all.push(crash);
  }

  /** Other messages that failed at the same time may also be the cause. */
  addSuspect(suspect: SentAtCrash): void {
    if (suspect.connectionRefused) return;
    this.#amend(({ during }) => ({ during: [...during, suspect].slice(0, maxDuring) }));
  }

  /** It was in flight when the receiver crashed, and doesn't crash it. */
  ruleOut({ what, message }: SentAtCrash): void {
    this.#amend(({ during, ruledOut = [] }) => ({
      during: during.filter((suspect) => suspect.message !== message),
      ruledOut: [...new Set([...ruledOut, what])],
    }));
  }

  /** None of the messages that got a response just before crashes it. */
  ruleOutRecent(whats: readonly string[]): void {
    this.#amend(({ ruledOut = [] }) => ({ recent: [], ruledOut: [...new Set([...ruledOut, ...whats])] }));
  }

  /** Changes the last crash, unless its cause is known. */
  #amend(change: (last: Crash) => Partial<Crash>): void {
    const last = this.#all.pop();
    if (last) this.#all.push(last.by ? last : { ...last, ...change(last) });
  }
}
