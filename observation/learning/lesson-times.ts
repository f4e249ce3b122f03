import { unixSeconds } from '../../simulator/index.ts';

/** Long enough ago that the receiver's clock can't show the same second. */
const agoSeconds = 90;
/** How far in the future a report must be to be newer than all that an earlier check sent (seconds). */
const aheadSeconds = 60;

/** The updateTimes of a lesson (seconds since 1970). Each is newer than all before, even about another PBX: all may share one state. */
export class LessonTimes {
  #offset = -agoSeconds;
  #newest = 0;

  get newest(): number {
    return this.#newest;
  }

  get areAhead(): boolean {
    return this.#offset === aheadSeconds;
  }

  next(): number {
    this.#newest = Math.max(unixSeconds() + this.#offset, this.#newest + 1);
    return this.#newest;
  }

  /** From now on, times are in the future. */
  goAhead(): void {
    this.#offset = aheadSeconds;
  }

  /** A time from before the lesson, which may be older than others. */
  ago(): number {
    return unixSeconds() - agoSeconds;
  }
}
