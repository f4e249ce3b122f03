import type { OwnEnd } from '../../receiver/index.ts';

/** After more causes than this, the check stops. */
const maxCauses = 3;
/** It also stops after more crashes than this, whatever their cause, or if restarts take more than this part of the budget. */
const maxEnds = 16;
const partForStarts = 0.3;
/** How long it may take to notice the end of the process after its connections broke (ms). */
const showsWithinMs = 400;
/** How often to wait for a receiver that breaks connections without ending. */
const maxBrokenWithoutEnd = 3;
const neverBack = 'it crashed and did not come back up';

/** Restarts a receiver that has ended, until it ends too often or doesn't come back. */
export class Restarts {
  readonly #end: OwnEnd | undefined;
  readonly #budgetMs: number;
  readonly #onGone: (reason: string) => void;
  #startingMs = 0;
  #count = 0;
  #brokenWithoutEnd = 0;
  #isOver = false;

  /** @param end Undefined if the end of the receiver can't be seen. */
  constructor(end: OwnEnd | undefined, budgetMs: number, onGone: (reason: string) => void) {
    this.#end = end;
    this.#budgetMs = budgetMs;
    this.#onGone = onGone;
  }

  /** Whether the end of the receiver can be seen, and the check has not given up restarting it. */
  get isPossible(): boolean {
    return this.#end !== undefined && !this.#isOver;
  }

  /** Whether the check itself can start it, and not only its supervisor. */
  get canStart(): boolean {
    return this.#end?.isRestarted === true;
  }

  /** Whether the check gave up restarting it. */
  get isOver(): boolean {
    return this.#isOver;
  }

  get count(): number {
    return this.#count;
  }

  /** Whether it has often broken connections without ending. Waiting for its end is then useless. */
  get breaksWithoutEnd(): boolean {
    return this.#brokenWithoutEnd >= maxBrokenWithoutEnd;
  }

  /** How it ended; undefined if it is running. */
  detect(): Promise<string | undefined> | undefined {
    return this.#end?.detect(showsWithinMs);
  }

  /** The same after a connection broke. */
  async endOfBroken(): Promise<string | undefined> {
    const end = await this.detect();
    if (end === undefined) this.#brokenWithoutEnd += 1;
    return end;
  }

  /** Starts it again if it ended, whatever happened before. False if it is running. */
  async ifEnded(): Promise<boolean> {
    if ((await this.detect()) === undefined) return false;
    await this.#end?.comeBack();
    return true;
  }

  /** Whether the receiver is running. Starts it again if necessary. */
  isBack(): Promise<boolean> {
    this.#count += 1;
    return this.ifEnded().then(
      () => true,
      () => this.#giveUp(neverBack),
    );
  }

  /** Starts it again after a crash, unless it crashes too often. @param ends How often it has crashed. */
  async afterCrash({ ends, causes }: { readonly ends: number; readonly causes: number }): Promise<boolean> {
    if (causes > maxCauses)
      return this.#giveUp(
        `it crashed more than ${maxCauses} times for different or unknown reasons, and the check stopped`,
      );
    if (ends > maxEnds) return this.#giveUp(`it crashed more than ${maxEnds} times, and the check stopped`);
    if (this.#startingMs > partForStarts * this.#budgetMs)
      return this.#giveUp(`it crashed ${ends} times, and restarting it took too long`);
    this.#count += 1;
    const startedAt = performance.now();
    try {
      await this.#end?.comeBack();
      return true;
    } catch {
      return this.#giveUp(neverBack);
    } finally {
      this.#startingMs += performance.now() - startedAt;
    }
  }

  #giveUp(reason: string): false {
    this.#isOver = true;
    this.#onGone(reason);
    return false;
  }
}
