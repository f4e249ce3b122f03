import type { OptionWords } from '../../text/option-words.ts';
import { FailingWatch } from '../failing-watch.ts';
import type { LoadTick } from '../index.ts';

/** The coordinator sees it too, and ends the whole run in good order: a worker stops by itself only when that does not happen. */
const graceTicks = 3;

/** Ends a worker's part when what it sends fails, whether or not its coordinator hears of it. */
export class OwnAbort {
  readonly #watch: FailingWatch | undefined;
  #failing = 0;

  /** @param abortOn Share of failing attempts, 0 to 1. */
  constructor(abortOn: number | undefined, words?: OptionWords) {
    this.#watch = abortOn === undefined ? undefined : new FailingWatch(abortOn, words);
  }

  /** Told once a second; why the part has to end, once it has to. */
  see(tick: LoadTick): string | undefined {
    const why = this.#watch?.see(tick);
    this.#failing = why === undefined ? 0 : this.#failing + 1;
    return this.#failing > graceTicks ? why : undefined;
  }
}
