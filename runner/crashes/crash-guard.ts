import type { OwnEnd } from '../../receiver/index.ts';
import { connectionRefused } from '../../schemas/connection-refused.ts';
import { systemClock, type Transmission } from '../../simulator/index.ts';
import { describeOutcome } from '../evidence/describe.ts';
import { type Crash, CrashLog, type SentAtCrash, sentAtCrash } from './crash-log.ts';
import { CrashingMessages, connectionFailed } from './crashing-messages.ts';
import { RecentResponses, type Responded, wasAborted } from './recent-responses.ts';

/** After more causes than this, the check stops. */
const maxCauses = 3;
/** It also stops after more crashes than this, whatever their cause, or if restarts take more than this part of the budget. */
const maxEnds = 16;
const partForStarts = 0.3;
/** How long it may take to notice the end of the process after its connections broke (ms). */
const showsWithinMs = 400;
/** How often to wait for a receiver that breaks connections without ending. */
const maxBrokenWithoutEnd = 3;
/** How often and how long to wait for messages in flight (ms). */
const quietMs = 10;
const maxQuietMs = 1000;
/** How many messages sent again before a crash may be its cause. */
const maxResent = 3;

/**
 * Restarts a crashed receiver and finds out which message crashed it. Other messages in flight are sent again, since they aren't the cause.
 * A message that is known to crash the receiver isn't sent again, nor are messages like it, unless the receiver survived some.
 */
export class CrashGuard {
  /** What is known of the messages. */
  readonly messages = new CrashingMessages();
  readonly #end: OwnEnd | undefined;
  readonly #onGone: (reason: string) => void;
  readonly #log = new CrashLog();
  readonly #responses = new RecentResponses();
  readonly #budgetMs: number;
  #startingMs = 0;
  #last: Promise<unknown> = Promise.resolve();
  #starts = 0;
  #brokenWithoutEnd = 0;
  /** Messages in flight, except those sent to find the cause. */
  #inProgress = 0;
  /** How many of them failed. */
  #failures = 0;
  #isOver = false;
  /** Messages that got a response on the second try, since the last start; the last one first. */
  #resent: Responded[] = [];

  constructor(end: OwnEnd | undefined, budgetMs: number, onGone: (reason: string) => void) {
    this.#end = end;
    this.#budgetMs = budgetMs;
    this.#onGone = onGone;
  }

  get crashes(): readonly Crash[] {
    return this.#log.all;
  }

  /** Whether the check gave up restarting it. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** How it crashed for good, or although every message got a response, at least when sent again. */
  get unseen(): string | undefined {
    const isUnseen = ({ by, during }: Crash) => (by ? by.response !== undefined : during.length === 0);
    const crash = this.#isOver ? this.#log.last : this.crashes.find(isUnseen);
    const [how] = crash?.end.split(/; it printed:?|\n/, 1) ?? [];
    return crash?.by ? `${how} after ${crash.by.what}` : how;
  }

  /** Whether the check can restart the receiver. */
  get canStart(): boolean {
    return this.#end?.isRestarted === true;
  }

  /** Sends a message, and sends it again after a crash that another message may have caused. */
  async send(
    one: Pick<SentAtCrash, 'what' | 'message' | 'fault'>,
    send: () => Promise<Transmission>,
  ): Promise<Transmission> {
    const { message, fault } = one;
    if (!this.#end || this.#isOver) return send();
    // Nothing else is sent while the cause is being found.
    for (let last: unknown; last !== this.#last; await last) last = this.#last;
    const known = this.messages.like(message, fault);
    if (known) return known.sent;
    const startsBefore = this.#starts;
    this.#inProgress += 1;
    const sent = await send().finally(() => {
      this.#inProgress -= 1;
    });
    if (!connectionFailed(sent)) {
      this.#responses.add({ ...one, sent, send });
      this.messages.addSurvived(message, fault);
      return sent;
    }
    this.#failures += 1;
    // The receiver breaks connections without exiting, so this stops waiting for its end.
    if (this.#brokenWithoutEnd >= maxBrokenWithoutEnd && !connectionRefused(sent.outcome)) return sent;
    const by = sentAtCrash(one, sent);
    const settled = this.#last.then(() => this.#settle({ by, send, sent, startsBefore }));
    this.#last = settled.catch(() => {});
    return (await settled) ?? this.send(one, send);
  }

  /** Whether this crashes the receiver, which is then restarted. */
  async endsBy(send: () => Promise<Transmission>): Promise<boolean> {
    return connectionFailed(await send()) && this.startAgain();
  }

  /** Starts it again if it ended, whatever happened before. False if it is running. */
  async startAgain(): Promise<boolean> {
    if ((await this.#end?.detect(showsWithinMs)) === undefined) return false;
    await this.#end?.comeBack();
    return true;
  }

  /**
   * The result of a second try. Undefined if the cause of the crash is known, since trying messages one at a time then shows nothing new.
   */
  async #settle({ by, send, sent, startsBefore }: Failed): Promise<Transmission | undefined> {
    if (this.#isOver) {
      this.#log.addSuspect(by);
      return sent;
    }
    if (this.#starts === startsBefore && !(await this.#restart(by))) return sent;
    const { message, fault } = by;
    const known = this.messages.like(message, fault);
    if (known) return known.sent;
    if (this.#log.last?.by) return undefined;
    return (await this.#isAlone()) ? this.#tryAlone(by, send) : sent;
  }

  async #tryAlone(by: SentAtCrash, send: Failed['send']): Promise<Transmission | undefined> {
    const { message, fault } = by;
    const again = await send();
    if (!connectionFailed(again)) {
      this.#log.ruleOut(by);
      this.messages.addSurvived(message, fault);
      this.#resent.unshift({ what: by.what, message, fault, sent: again, send });
      return again;
    }
    const end = await this.#ownEnd();
    if (end === undefined) return again;
    const resent = this.#resent.slice(0, maxResent);
    if (resent.length > 0 || this.messages.hasSurvivedShapeOf(message, fault)) {
      // The receiver has survived a message like this one, or an earlier message may have crashed it after its response.
      if (!(await this.#startAfter({ end, during: [by] }))) return again;
      if (await this.#isDueToOneOf(resent)) return undefined;
      const third = await send();
      if (!connectionFailed(third) || (await this.#ownEnd()) === undefined) return third;
    }
    this.messages.add(message, fault, { sent: again, end });
    await this.#startAfter({ end, by, during: [] });
    return again;
  }

  /** Waits for messages that were sent before the crash, since they may crash it again. False if it didn't come back from that. */
  async #isAlone(): Promise<boolean> {
    const failures = this.#failures;
    for (let waited = 0; this.#inProgress > 0 && waited < maxQuietMs; waited += quietMs)
      await systemClock.sleep(quietMs);
    return failures === this.#failures || this.#isBack();
  }

  /** Whether the receiver is running. Starts it again if necessary. */
  #isBack(): Promise<boolean> {
    this.#starts += 1;
    this.#resent = [];
    return this.startAgain().then(
      () => true,
      () => this.#giveUp('it crashed and did not come back up'),
    );
  }

  /** False if the receiver didn't end, or ended for good. */
  async #restart(suspect: SentAtCrash): Promise<boolean> {
    const end = await this.#ownEnd();
    if (end === undefined) return false;
    const suspects = this.#responses.suspects();
    const during = suspect.connectionRefused ? [] : [suspect];
    const recent = this.#responses.sinceLastPause();
    if (!(await this.#startAfter({ end, during, recent }))) return false;
    if ((await this.#isAlone()) && (await this.#isDueToOneOf(suspects.filter(wasAborted))))
      return !this.#isOver;
    // After the other messages that were in flight.
    this.#last = this.#last.then(() => this.#explain(suspects)).catch(() => {});
    return true;
  }

  /** If no message in flight was the cause, it may be one that got its response just before. */
  async #explain(suspects: readonly Responded[]): Promise<void> {
    const crash = this.#log.last;
    if (this.#isOver || !crash || crash.by || crash.during.length > 0 || !(await this.#isAlone())) return;
    if (!(await this.#isDueToOneOf(suspects))) this.#log.ruleOutRecent(suspects.map(({ what }) => what));
  }

  /** Whether one of these crashes it again. If so, that is recorded, and it is restarted. */
  async #isDueToOneOf(suspects: readonly Responded[]): Promise<boolean> {
    for (const suspect of suspects) {
      // Twice, since it could be a coincidence.
      if ((await this.#endAfter(suspect)) === undefined || !(await this.#isBack())) continue;
      const end = await this.#endAfter(suspect);
      if (end === undefined) continue;
      const { message, fault, sent } = suspect;
      const response = describeOutcome(sent.outcome, sent.elapsedMs);
      const by = { ...sentAtCrash(suspect, sent), response };
      this.messages.addAcknowledged(message, fault, { sent, end });
      await this.#startAfter({ end, by, during: [] });
      return true;
    }
    return false;
  }

  async #endAfter({ send }: Responded): Promise<string | undefined> {
    await send();
    return this.#end?.detect(showsWithinMs);
  }

  async #startAfter(crash: Crash): Promise<boolean> {
    this.#log.add(crash);
    const ends = this.crashes.length;
    const unexplained = this.crashes.filter(({ by }) => !by).length;
    if (this.messages.causes + unexplained > maxCauses)
      return this.#giveUp(
        `it crashed more than ${maxCauses} times for different or unknown reasons, and the check stopped`,
      );
    if (ends > maxEnds) return this.#giveUp(`it crashed more than ${maxEnds} times, and the check stopped`);
    if (this.#startingMs > partForStarts * this.#budgetMs)
      return this.#giveUp(`it crashed ${ends} times, and restarting it took too long`);
    this.#starts += 1;
    this.#resent = [];
    const startedAt = performance.now();
    try {
      await this.#end?.comeBack();
      return true;
    } catch {
      return this.#giveUp('it crashed and did not come back up');
    } finally {
      this.#startingMs += performance.now() - startedAt;
    }
  }

  #giveUp(reason: string): false {
    this.#isOver = true;
    this.#onGone(reason);
    return false;
  }

  async #ownEnd(): Promise<string | undefined> {
    const end = await this.#end?.detect(showsWithinMs);
    if (end === undefined) this.#brokenWithoutEnd += 1;
    return end;
  }
}

interface Failed {
  readonly by: SentAtCrash;
  readonly send: () => Promise<Transmission>;
  readonly sent: Transmission;
  readonly startsBefore: number;
}
