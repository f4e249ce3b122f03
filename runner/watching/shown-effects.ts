import {
  isSame,
  type Json,
  mentions,
  type Seen,
  type SeenReport,
  type SentValues,
  type Shown,
  type StatePoller,
  showsValues,
} from '../../observation/index.ts';
import { CannotTell } from '../context/expect.ts';
import type { RunState } from '../context/run-state.ts';
import { sendBeside } from './fence.ts';
import { HiddenPlaces } from './hidden-places.ts';
import { notePause } from './later-steps.ts';
import type { Stimulus } from './learning-stimuli.ts';
import { pollerFor, stateSeen } from './run-poller.ts';

const timesLonger = 4;
const minMs = 1500;
/** The part of the learning time in which a state may become complete. */
const partForWatching = 1 / 8;

/** Sends messages to learn from, and shows what each of them changes. */
export class ShownEffects {
  readonly #run: RunState;
  readonly #signal: AbortSignal;
  readonly #poller: StatePoller;
  readonly #watchMs: number;
  #maxWaitMs = Number.POSITIVE_INFINITY;
  /** Whether the last state of this kind did not become whole in time. If so, the check doesn't wait for the next one. */
  readonly #wasIncomplete = { dids: false, capacity: false };
  #losesEffects = false;
  readonly #since = new Map<string, number>();
  readonly #hidden: HiddenPlaces;
  readonly #seen = new Map<string, SeenReport>();

  constructor(run: RunState, withinMs: number, signal: AbortSignal) {
    this.#run = run;
    this.#watchMs = partForWatching * withinMs;
    this.#signal = signal;
    this.#poller = pollerFor(run, signal);
    this.#hidden = new HiddenPlaces(run.seen.ignored.content);
  }

  /** Whether an effect showed, and then didn't any more. */
  get losesEffects(): boolean {
    return this.#losesEffects;
  }

  /** The last report of each PBX whose effect was seen. */
  get reports(): readonly SeenReport[] {
    return [...this.#seen.values()];
  }

  /** Since when the state of a PBX has been the same, of `performance.now()`; now if it isn't known. */
  since(sn: string): number {
    return this.#since.get(sn) ?? performance.now();
  }

  /** From now on, also compares places that were ignored although they may show what messages contain. */
  revealHidden(): void {
    this.#hidden.reveal();
  }

  async observe(sn: string): Promise<Json> {
    return stateSeen(await this.#poller.observe(sn));
  }

  /** Undefined if it isn't acknowledged, even the second time: what DID reports show is known anyway. */
  async showIfTaken(stimulus: Stimulus, triesLeft = 2): Promise<Shown | undefined> {
    try {
      return await this.show(stimulus);
    } catch (error) {
      const isRefused = error instanceof CannotTell && error.reason.reasonCode === 'not-acknowledged';
      if (!isRefused || this.#signal.aborted) throw error;
      return triesLeft === 1 ? undefined : this.showIfTaken(stimulus, triesLeft - 1);
    }
  }

  /** What a message changes; `gone` are values that it removes. After the first effect, others should show about as fast. */
  async show({ sn, message, sent }: Stimulus, gone: SentValues = {}): Promise<Shown> {
    const first = await this.#poller.observe(sn);
    const before = stateSeen(first);
    await sendBeside(this.#run, message, 'a genuine message, to learn what the observer shows', this.#signal);
    const start = performance.now();
    const endsAt = this.#poller.endsAfter(Math.min(this.#maxWaitMs, this.#run.observation.settleMs));
    const next = await this.#poller.changed(sn, before, endsAt);
    const changed = stateSeen(next);
    if (!isSame(changed, before)) this.#noteEffect(performance.now() - start);
    const last = isSame(changed, before) ? next : await this.#settled(sn, { before, changed }, sent, gone);
    const after = stateSeen(last);
    this.#hidden.note(first, last, sent);
    if (!isSame(changed, before) && isSame(after, before)) this.#losesEffects = true;
    if (isSame(after, before)) this.#seen.delete(sn);
    else this.#seen.set(sn, { sn, message, state: after });
    return { sent, before, after };
  }

  #noteEffect(afterMs: number): void {
    const { effects } = this.#run.seen;
    effects.count += 1;
    effects.totalMs += afterMs;
    this.#maxWaitMs = timesLonger * afterMs + minMs;
  }

  /** A receiver may work in steps, such as clearing a list and filling it later. The longest pause between them counts for all rules. */
  async #settled(
    sn: string,
    { before, changed }: Readonly<Record<'before' | 'changed', Json>>,
    sent: SentValues,
    gone: SentValues,
  ): Promise<Seen> {
    const kind = sent.did ? 'dids' : 'capacity';
    const isWhole = (state: Json) =>
      this.#wasIncomplete[kind] ||
      (showsValues(state, sent) && !(gone.did ?? []).some((did) => mentions(state, did)));
    const endsAt = this.#poller.endsAfter(
      Math.min(this.#maxWaitMs, this.#run.observation.settleMs, this.#watchMs),
    );
    const { seen, pauseMs } = await this.#poller.watch(sn, changed, { isWhole, endsAt });
    const state = stateSeen(seen);
    this.#wasIncomplete[kind] = !isWhole(state);
    this.#since.set(sn, performance.now());
    const settled = await this.#poller.settled(sn, state, before);
    notePause(this.#run, Math.max(pauseMs, settled.pauseMs));
    return settled.seen;
  }
}
