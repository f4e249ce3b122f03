/** The rate is raised by this factor until it is refused. */
const faster = 2;
/** The search ends if the lowest refused rate is at most this many times the highest sustained one. */
const closeEnough = 1.25;
/** The part of a measured or refused rate to try next. */
const margin = 0.8;
/** A rate was not really sustained if it is this many times what was accepted later. */
const tooFast = 1.5;
/** A rate is sustained if this many requests in a row are accepted, over at least this time (ms), and for longer than a refusal lasts. */
const sustainedRequests = 8;
const minSustainedMs = 1500;
/** Refusals that come so often although the check slows down have another reason. */
const maxRefusalsInARow = 5;
/** So have those of rates that were sustained before: a limit refuses such a rate only if a bucket that was full has become empty. */
const maxContradictions = 3;
/** If more requests than this are accepted between two refusals, the receiver may have been busy with those of others. */
const fewRequests = 3 * sustainedRequests;

/** A time in which all requests were refused. */
interface Refusal {
  /** The rate of the requests that were accepted before, since the last refusal. */
  readonly measured: number;
  readonly endedAt: number;
  /** How long it took (ms). */
  readonly tookMs: number;
}

/**
 * Finds the highest rate that a receiver accepts, whatever its limit counts: a window, or a bucket that refills. It starts below what was
 * accepted until the first refusal, which is the rate of a window, and raises it as long as nothing is refused. Times are those of
 * `performance.now()`.
 */
export class RateSearch {
  /** Requests per second, evenly spaced. */
  #rate: number;
  /** The highest rate that was sustained, and the lowest one that was refused. */
  #sustained = 0;
  #refused = Number.POSITIVE_INFINITY;
  #since: number;
  #accepted = 0;
  #refusalsInARow = 1;
  #contradictions = 0;
  #acceptedSinceRefusal = 0;
  readonly #most: number;
  #sustainedMs: number;

  /** Begins with the first refusal. `most` is a limit of our own. */
  constructor(refusal: Refusal, most = Number.POSITIVE_INFINITY) {
    this.#most = most;
    this.#rate = Math.min(most, margin * refusal.measured);
    this.#since = refusal.endedAt;
    this.#sustainedMs = sustainedAfter(refusal);
  }

  get rate(): number {
    return this.#rate;
  }

  /** Whether a slower check is refused as often, so that the rate is not the reason. */
  get isFutile(): boolean {
    return this.#refusalsInARow >= maxRefusalsInARow || this.#contradictions >= maxContradictions;
  }

  accept(now: number): void {
    this.#accepted += 1;
    this.#acceptedSinceRefusal += 1;
    if (this.#accepted < sustainedRequests || now - this.#since < this.#sustainedMs) return;
    this.#sustained = this.#rate;
    this.#refusalsInARow = 0;
    if (this.#refused > closeEnough * this.#rate)
      this.#rate = Math.min(this.#most, faster * this.#rate, (this.#refused + this.#rate) / 2);
    this.#startAgain(now);
  }

  refuse(refusal: Refusal): void {
    this.#refusalsInARow = this.#accepted < sustainedRequests ? this.#refusalsInARow + 1 : 0;
    this.#refused = this.#rate;
    if (this.#acceptedSinceRefusal > fewRequests) this.#contradictions = 0;
    else if (this.#sustained >= this.#refused) this.#contradictions += 1;
    this.#acceptedSinceRefusal = 0;
    // A bucket that was full sustains any rate for some time. Once it is empty, what it accepts is the rate at which it refills.
    if (this.#sustained >= Math.min(this.#refused, tooFast * refusal.measured)) this.#sustained = 0;
    const slower = Math.min(margin * this.#refused, refusal.measured);
    this.#rate = this.#sustained > 0 ? (this.#sustained + this.#refused) / 2 : slower;
    this.#sustainedMs = sustainedAfter(refusal);
    this.#startAgain(refusal.endedAt);
  }

  #startAgain(now: number): void {
    this.#accepted = 0;
    this.#since = now;
  }
}

/** A window that refuses for long may accept for as long. */
function sustainedAfter({ tookMs }: Refusal): number {
  return Math.max(minSustainedMs, 1.5 * tookMs);
}
