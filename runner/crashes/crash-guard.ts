import type { OwnEnd } from '../../receiver/index.ts';
import { connectionRefused } from '../../schemas/connection-refused.ts';
import type { Transmission } from '../../simulator/index.ts';
import { describeOutcome } from '../evidence/describe.ts';
import { InProgress } from '../sending/in-progress.ts';
import type { MessageToSend } from '../sending/message-to-send.ts';
import { type Crash, CrashLog, type SentAtCrash, sentAtCrash } from './crash-log.ts';
import { CrashingMessages, connectionFailed } from './crashing-messages.ts';
import { RecentResponses, type Responded, wasAborted } from './recent-responses.ts';
import { Restarts } from './restarts.ts';

/** How many messages sent again before a crash may be its cause. */
const maxResent = 3;

/**
 * Restarts a crashed receiver and finds out which message crashed it. Other messages in flight are sent again, since they aren't the cause.
 * A message that is known to crash the receiver isn't sent again, nor are messages like it, unless the receiver survived some.
 */
export class CrashGuard {
  /** What is known of the messages. */
  readonly messages = new CrashingMessages();
  readonly #restarts: Restarts;
  readonly #log = new CrashLog();
  readonly #responses = new RecentResponses();
  #last: Promise<unknown> = Promise.resolve();
  /** Messages in flight, except those sent to find the cause. */
  readonly #inProgress = new InProgress();
  /** How many of them failed. */
  #failures = 0;
  /** Messages in flight to a receiver that the check can't restart. */
  readonly #inFlight = new Set<MessageToSend>();
  /** Those of them that were in flight when its end was prevented. */
  readonly #suspects = new Set<MessageToSend>();
  /** Messages that got a response on the second try, since the last start; the last one first. */
  #resent: Responded[] = [];

  constructor(end: OwnEnd | undefined, budgetMs: number, onGone: (reason: string) => void) {
    this.#restarts = new Restarts(end, budgetMs, onGone);
  }

  get crashes(): readonly Crash[] {
    return this.#log.all;
  }

  /** Whether the check gave up restarting it. */
  get isOver(): boolean {
    return this.#restarts.isOver;
  }

  /** How it crashed for good, or although every message got a response, at least when sent again. */
  get unseen(): string | undefined {
    const crash = this.isOver ? this.#log.last : this.#log.unseen;
    const [how] = crash?.end.split(/; it printed:?|\n/, 1) ?? [];
    return crash?.by ? `${how} after ${crash.by.what}` : how;
  }

  /** Whether the check can restart the receiver. */
  get canStart(): boolean {
    return this.#restarts.canStart;
  }

  /** Sends a message, and sends it again after a crash that another message may have caused. */
  async send(one: MessageToSend, send: () => Promise<Transmission>): Promise<Transmission> {
    if (!this.#restarts.isPossible) return this.#sendOnce(one, send);
    // Nothing else is sent while the cause is being found.
    for (let last: unknown; last !== this.#last; await last) last = this.#last;
    const known = this.messages.like(one);
    if (known) return known.sent;
    const startsBefore = this.#restarts.count;
    const sent = await this.#inProgress.run(send);
    if (!connectionFailed(sent)) {
      this.#responses.add({ ...one, sent, send });
      this.messages.addSurvived(one);
      return sent;
    }
    this.#failures += 1;
    if (this.#restarts.breaksWithoutEnd && !connectionRefused(sent.outcome)) return sent;
    const by = sentAtCrash(one, sent);
    const settled = this.#last.then(() => this.#settle({ by, send, sent, startsBefore }));
    this.#last = settled.catch(() => {});
    return (await settled) ?? this.send(one, send);
  }

  /** Records that the receiver would have ended, if something hadn't prevented that. The first time is enough. */
  caught(end: string): void {
    if (this.crashes.length > 0) return;
    const recent = [...new Set(this.#responses.suspects().map(({ what }) => what))];
    this.#log.add({ end, isCaught: true, during: [], recent });
    for (const one of this.#inFlight) this.#suspects.add(one);
  }

  async #sendOnce(one: MessageToSend, send: () => Promise<Transmission>): Promise<Transmission> {
    this.#inFlight.add(one);
    try {
      const sent = await send();
      if (this.#suspects.has(one)) this.#log.addSuspect(sentAtCrash(one, sent));
      if (!connectionFailed(sent)) this.#responses.add({ ...one, sent, send });
      return sent;
    } finally {
      this.#inFlight.delete(one);
    }
  }

  /** Whether this crashes the receiver, which is then restarted. */
  async endsBy(send: () => Promise<Transmission>): Promise<boolean> {
    return connectionFailed(await send()) && this.startAgain();
  }

  /** Starts it again if it ended, whatever happened before. False if it is running. */
  startAgain(): Promise<boolean> {
    return this.#restarts.ifEnded();
  }

  /**
   * The result of a second try. Undefined if the cause of the crash is known, since trying messages one at a time then shows nothing new.
   */
  async #settle({ by, send, sent, startsBefore }: Failed): Promise<Transmission | undefined> {
    if (this.isOver) {
      this.#log.addSuspect(by);
      return sent;
    }
    if (this.#restarts.count === startsBefore && !(await this.#restart(by))) return sent;
    const known = this.messages.like(by);
    if (known) return known.sent;
    if (this.#log.last?.by) return undefined;
    return (await this.#isAlone()) ? this.#tryAlone(by, send) : sent;
  }

  async #tryAlone(by: SentAtCrash, send: Failed['send']): Promise<Transmission | undefined> {
    const again = await send();
    if (!connectionFailed(again)) {
      this.#log.ruleOut(by);
      this.messages.addSurvived(by);
      this.#resent.unshift({ ...by, sent: again, send });
      return again;
    }
    const end = await this.#restarts.endOfBroken();
    if (end === undefined) return again;
    const resent = this.#resent.slice(0, maxResent);
    if (resent.length > 0 || this.messages.hasSurvivedShapeOf(by)) {
      // The receiver has survived a message like this one, or an earlier message may have crashed it after its response.
      if (!(await this.#startAfter({ end, during: [by] }))) return again;
      if (await this.#isDueToOneOf(resent)) return undefined;
      const third = await send();
      if (!connectionFailed(third) || (await this.#restarts.endOfBroken()) === undefined) return third;
    }
    this.messages.add(by, { sent: again, end });
    await this.#startAfter({ end, by, during: [] });
    return again;
  }

  /** Waits for messages that were sent before the crash, since they may crash it again. False if it didn't come back from that. */
  async #isAlone(): Promise<boolean> {
    const failures = this.#failures;
    await this.#inProgress.quiet();
    return failures === this.#failures || this.#isBack();
  }

  #isBack(): Promise<boolean> {
    this.#resent = [];
    return this.#restarts.isBack();
  }

  /** False if the receiver didn't end, or ended for good. */
  async #restart(suspect: SentAtCrash): Promise<boolean> {
    const end = await this.#restarts.endOfBroken();
    if (end === undefined) return false;
    const suspects = this.#responses.suspects();
    const during = suspect.connectionRefused ? [] : [suspect];
    const recent = this.#responses.sinceLastPause();
    if (!(await this.#startAfter({ end, during, recent }))) return false;
    if ((await this.#isAlone()) && (await this.#isDueToOneOf(suspects.filter(wasAborted))))
      return !this.isOver;
    // After the other messages that were in flight.
    this.#last = this.#last.then(() => this.#explain(suspects)).catch(() => {});
    return true;
  }

  /** If no message in flight was the cause, it may be one that got its response just before. */
  async #explain(suspects: readonly Responded[]): Promise<void> {
    const crash = this.#log.last;
    if (this.isOver || !crash || crash.by || crash.during.length > 0 || !(await this.#isAlone())) return;
    if (!(await this.#isDueToOneOf(suspects))) this.#log.ruleOutRecent(suspects.map(({ what }) => what));
  }

  /** Whether one of these crashes it again. If so, that is recorded, and it is restarted. */
  async #isDueToOneOf(suspects: readonly Responded[]): Promise<boolean> {
    for (const suspect of suspects) {
      // Twice, since it could be a coincidence.
      if ((await this.#endAfter(suspect)) === undefined || !(await this.#isBack())) continue;
      const end = await this.#endAfter(suspect);
      if (end === undefined) continue;
      const { sent } = suspect;
      const response = describeOutcome(sent.outcome, sent.elapsedMs);
      const by = { ...sentAtCrash(suspect, sent), response };
      this.messages.addAcknowledged(suspect, { sent, end });
      await this.#startAfter({ end, by, during: [] });
      return true;
    }
    return false;
  }

  async #endAfter({ send }: Responded): Promise<string | undefined> {
    await send();
    return this.#restarts.detect();
  }

  #startAfter(crash: Crash): Promise<boolean> {
    this.#log.add(crash);
    this.#resent = [];
    const unexplained = this.crashes.filter(({ by }) => !by).length;
    return this.#restarts.afterCrash({
      ends: this.crashes.length,
      causes: this.messages.causes + unexplained,
    });
  }
}

interface Failed {
  readonly by: SentAtCrash;
  readonly send: () => Promise<Transmission>;
  readonly sent: Transmission;
  readonly startsBefore: number;
}
