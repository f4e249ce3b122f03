import { type Clock, systemClock } from '../simulator/index.ts';
import { isSame, type Json } from './json.ts';
import { noState, type Seen, type Trouble } from './observer.ts';

/** How long a state must stay the same to have settled (ms): the part of the time that effects may take, and at least this long. */
const quietPart = 1 / 20;
const minQuietMs = 100;
/** If a receiver works in steps, the next one may take longer than the longest so far. */
export const timesPause = 2;
/** How often to observe during a long quiet period, so that a change doesn't restart all of it. */
const looks = 3;
/** A quiet period up to this length is observed only at its end (ms). */
const shortQuietMs = 300;
/** How late an effect may be noticed, as a part of the time that it took: the longer it takes, the fewer observations. */
const latePart = 1 / 20;
/** How much earlier a timer may end (ms). */
const timerMs = 2;

/** A clock that also tells the time (ms), from any start. */
interface PollClock extends Clock {
  readonly now: () => number;
}

const monotonicClock: PollClock = {
  ...systemClock,
  now: () => performance.now(),
};

interface StatePollerOptions {
  /** Observes a PBX once. */
  readonly observe: (sn: string) => Promise<Seen>;
  /** How long after the ack an effect may come (ms). */
  readonly settleMs: number;
  readonly pollEveryMs: number;
  /** The longest pause known between two changes that one message causes (ms); default none. */
  readonly pauseMs?: () => number;
  readonly signal: AbortSignal;
  readonly clock?: PollClock;
}

/** What a state is watched for. */
interface Watch {
  readonly isWhole: (state: Json) => boolean;
  /** Since when the first state has been the same; default now. */
  readonly since?: number;
  readonly endsAt: number;
}

/** The last state seen, and the longest pause between two changes until then (ms). */
interface WatchedState {
  readonly seen: Seen;
  readonly pauseMs: number;
}

class Pauses {
  longestMs = 0;
  #changedAt: number;

  constructor(startedAt: number) {
    this.#changedAt = startedAt;
  }

  changed(at: number): void {
    this.longestMs = Math.max(this.longestMs, at - this.#changedAt);
    this.#changedAt = at;
  }
}

/** The result of a fence: a message after whose effect everything sent before has been processed. */
type FenceResult =
  | { readonly kind: 'shown' }
  | { readonly kind: 'not-shown' }
  | { readonly kind: 'not-acknowledged' }
  | Trouble;

/** Polls the states of PBXs. Ends early, with a reason, if the observer fails or the run is interrupted. */
export class StatePoller {
  readonly observe: StatePollerOptions['observe'];
  readonly #options: StatePollerOptions;
  readonly #clock: PollClock;

  constructor(options: StatePollerOptions) {
    this.observe = options.observe;
    this.#options = options;
    this.#clock = options.clock ?? monotonicClock;
  }

  /** The same poller with another way to observe. */
  observingBy(observe: StatePollerOptions['observe']): StatePoller {
    return new StatePoller({ ...this.#options, observe });
  }

  /** When something that starts now and takes this long (ms) ends. */
  endsAfter(durationMs: number): number {
    return this.#clock.now() + durationMs;
  }

  /** The first state that matches, or the last one before the time is up. */
  async until(sn: string, isWanted: (state: Json) => boolean, endsAt = this.#settledBy): Promise<Seen> {
    const { now } = this.#clock;
    const startedAt = now();
    let seen = await this.observe(sn);
    while (seen.kind === 'state' && !isWanted(seen.state) && now() < endsAt) {
      const waitMs = Math.max(this.#options.pollEveryMs, latePart * (now() - startedAt));
      seen = await this.#observeAfter(Math.min(waitMs, endsAt - now()), sn);
    }
    return seen;
  }

  /** The first state that differs, or the same one if the time is up. */
  changed(sn: string, before: Json, endsAt?: number): Promise<Seen> {
    return this.until(sn, (state) => !isSame(state, before), endsAt);
  }

  /** The first state that is whole, or the last one before the time is up. */
  async watch(
    sn: string,
    first: Json,
    { isWhole, since = this.#clock.now(), endsAt }: Watch,
  ): Promise<WatchedState> {
    let seen: Seen = { kind: 'state', state: first };
    const pauses = new Pauses(since);
    while (seen.kind === 'state' && !isWhole(seen.state) && this.#clock.now() < endsAt) {
      const later = await this.#observeAfter(this.#options.pollEveryMs, sn);
      if (later.kind === 'state' && !isSame(later.state, seen.state)) pauses.changed(this.#clock.now());
      seen = later;
    }
    return { seen, pauseMs: pauses.longestMs };
  }

  /**
   * The state once it has stayed the same for a quiet time, or the last one if the time is up. A replica may still show the state `before`,
   * which thus settles only when the time is up.
   */
  async settled(sn: string, first?: Json, before?: Json): Promise<WatchedState> {
    const { now } = this.#clock;
    const endsAt = now() + this.#options.settleMs;
    const quietMs = this.#quietMs;
    const everyMs = quietMs <= shortQuietMs ? quietMs : quietMs / looks;
    let since = now();
    let seen: Seen = first === undefined ? await this.observe(sn) : { kind: 'state', state: first };
    const isOld = (state: Json) => before !== undefined && isSame(state, before);
    const pauses = new Pauses(now());
    while (seen.kind === 'state' && now() < endsAt) {
      const later = await this.#observeAfter(everyMs, sn);
      const isChanged = later.kind !== 'state' || !isSame(later.state, seen.state);
      seen = later;
      if (isChanged) {
        pauses.changed(now());
        since = now();
      } else if (now() - since + timerMs >= quietMs && !isOld(later.state)) break;
    }
    return { seen, pauseMs: pauses.longestMs };
  }

  /**
   * Sends a genuine message about a separate PBX and waits for its effect: a receiver that works in order has by then processed everything
   * before it. `send` returns the deadline for the effect, or undefined if the message wasn't acknowledged.
   */
  async fence(sn: string, send: () => Promise<number | undefined>): Promise<FenceResult> {
    const before = await this.observe(sn);
    if (before.kind === 'trouble') return before;
    const endsAt = await send();
    if (endsAt === undefined) return { kind: 'not-acknowledged' };
    const after = await this.changed(sn, before.state, endsAt);
    if (after.kind === 'trouble') return after;
    return { kind: isSame(after.state, before.state) ? 'not-shown' : 'shown' };
  }

  /** Waits as long as an effect may take. */
  quiet(): Promise<void> {
    return this.#clock.sleep(this.#options.settleMs, this.#options.signal);
  }

  get #quietMs(): number {
    const { settleMs, pauseMs = () => 0 } = this.#options;
    return Math.max(minQuietMs, quietPart * settleMs, Math.min(settleMs, timesPause * pauseMs()));
  }

  get #settledBy(): number {
    return this.endsAfter(this.#options.settleMs);
  }

  async #observeAfter(delayMs: number, sn: string): Promise<Seen> {
    const { signal } = this.#options;
    await this.#clock.sleep(delayMs, signal);
    return signal.aborted ? noState.interrupted : this.observe(sn);
  }
}
