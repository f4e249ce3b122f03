import { clock, percent } from '../text/words/numbers.ts';
import type { LoadTick } from './index.ts';

const intervals = 5;
/** Fewer attempts prove nothing. */
const minAttempts = 20;

/** Detects whether a receiver fails under load: attempts with a wrong outcome in the last intervals. */
export class FailingWatch {
  readonly #maxShare: number;
  #recent: { readonly ended: number; readonly failed: number }[] = [];
  #refusedBefore = 0;

  /** @param maxShare The share of failing attempts, 0 to 1, above which the receiver fails. */
  constructor(maxShare: number) {
    this.#maxShare = maxShare;
  }

  /** Why to end the run, if so. */
  see(tick: LoadTick): string | undefined {
    const ended = Object.values(tick.outcomes).reduce((sum, times) => sum + times, 0);
    const refused = tick.total.forged.refused;
    const failed = Math.max(0, ended - tick.acknowledged - (refused - this.#refusedBefore));
    this.#refusedBefore = refused;
    this.#recent = [...this.#recent, { ended, failed }].slice(-intervals);
    const all = this.#recent.reduce((sum, one) => sum + one.ended, 0);
    const bad = this.#recent.reduce((sum, one) => sum + one.failed, 0);
    if (all < minAttempts || bad <= this.#maxShare * all) return undefined;
    return `stopped after ${clock(tick.atMs)}: ${percent(bad / all)} of recent attempts failed, more than ${percent(this.#maxShare)} (--abort-on)`;
  }
}
