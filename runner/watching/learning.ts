import {
  capacityFields,
  changedPlaces,
  didFields,
  formIn,
  hasEffect,
  isSame,
  type Json,
  type Learned,
  LessonTimes,
  learn,
  markFields,
  mentions,
  type ObserverProblem,
  type Seen,
  type SeenReport,
  type SentValues,
  type Shown,
  type StatePoller,
  showsAnything,
  showsContent,
  showsValues,
  signOfCurrent,
  type WhatShows,
} from '../../observation/index.ts';
import { CannotTell } from '../context/expect.ts';
import type { RunState } from '../context/run-state.ts';
import { sendBeside } from './fence.ts';
import { HiddenPlaces } from './hidden-places.ts';
import { notePause, takePause } from './later-steps.ts';
import {
  capacityStimulus,
  type DidStimulus,
  didStimulus,
  inMilliseconds,
  type Stimulus,
  withDidBack,
  withoutArray,
} from './learning-stimuli.ts';
import { pollerFor, stateSeen } from './run-poller.ts';

/**
 * Sends messages with distinctive values about separate PBXs, and learns what the observer shows.
 *
 * @param withinMs How long this may take.
 * @throws CannotTell if nothing can be learned: a DID report isn't acknowledged, the observer fails, or the time is up.
 */
export function learnObserver(run: RunState, withinMs: number, signal: AbortSignal): Promise<Learned> {
  return new Lesson(run, withinMs, signal).learn();
}

const otherForms = [
  ['objects', withoutArray],
  ['milliseconds', inMilliseconds],
] as const;

const maxParts = 3;
const timesLonger = 4;
const minMs = 1500;
const lastLookMs = 2000;
/** The part of the learning time in which a state may become complete. */
const partForWatching = 1 / 8;

interface Followed extends Pick<WhatShows, 'current'> {
  readonly newest: Shown;
}

class Lesson {
  readonly #run: RunState;
  readonly #signal: AbortSignal;
  readonly #poller: StatePoller;
  readonly #watchMs: number;
  #maxWaitMs = Number.POSITIVE_INFINITY;
  /** How often more parts of the state may be ignored, because they may be about all PBXs. Some change less often than others. */
  #partsLeft = maxParts;
  /** Whether the last state of this kind did not become whole in time. If so, the check doesn't wait for the next one. */
  readonly #wasIncomplete = { dids: false, capacity: false };
  /** Whether an effect showed, and then didn't any more. */
  #losesEffects = false;
  readonly #times = new LessonTimes();
  /** Since when the state of each PBX has been the same. */
  readonly #since = new Map<string, number>();
  readonly #hidden: HiddenPlaces;
  /** The last report of each PBX whose effect was seen. */
  readonly #seen = new Map<string, SeenReport>();

  constructor(run: RunState, withinMs: number, signal: AbortSignal) {
    this.#run = run;
    this.#watchMs = partForWatching * withinMs;
    this.#signal = signal;
    this.#poller = pollerFor(run, signal);
    this.#hidden = new HiddenPlaces(run.seen.ignored.content);
  }

  async learn(): Promise<Learned> {
    const sn = this.#run.identities.serial();
    const learned = await this.#learnContent(sn);
    if (this.#times.areAhead && learned.problem !== 'no-effect')
      this.#run.seen.newestTime = this.#times.newest;
    // Learning may be out of time by now, and what it found still counts.
    const last = pollerFor(this.#run, AbortSignal.timeout(lastLookMs));
    const seen = await last.observe(sn);
    const state = stateSeen(seen);
    const since = this.#since.get(sn) ?? performance.now();
    const early = learned.appliesOnly ? [] : [...this.#seen.values()];
    const another = this.#run.identities.serial();
    const untouched = { sn: another, state: stateSeen(await last.observe(another)) };
    const isAbsent = seen.kind === 'state' && seen.isAbsent === true;
    const resting = { sn, state, since, isAbsent };
    return {
      ...learned,
      ...(!learned.problem && this.#showsOthers(sn, state) && { problem: 'shows-all' as const }),
      resting,
      untouched,
      early,
      losesEffects: this.#losesEffects,
      at: performance.now(),
    };
  }

  /** Learns again if a place that was not compared may hold what messages say. */
  async #learnContent(sn: string): Promise<WhatShows> {
    const { content } = this.#run.seen.ignored;
    const known = content.size;
    const learned = await this.#learnWith(sn);
    if (!showsContent(learned)) this.#hidden.reveal();
    return content.size > known ? this.#learnWith(sn) : learned;
  }

  /** A known PBX may be shown among others, such as all PBXs of a customer, and an unknown PBX not at all. */
  #showsOthers(sn: string, state: Json): boolean {
    const {
      observation: { observer },
    } = this.#run;
    if (!observer?.isPerPbx || !observer.showsState) return false;
    return [...this.#seen.keys()].some((other) => other !== sn && mentions(state, other));
  }

  async #learnWith(sn: string): Promise<WhatShows> {
    const {
      identities,
      observation: { observer },
    } = this.#run;
    const [other, untouched] = [identities.serial(), identities.serial()];
    const before = await this.#observe(untouched);
    const first = didStimulus(identities, sn, 2, this.#times.next());
    const dids = await this.#show(first);
    // If all PBXs are shown at once, effects of different messages can't be distinguished.
    const showCapacity = () => this.#showIfTaken(capacityStimulus(identities, other, this.#times.next()));
    const together = observer?.isPerPbx ? showCapacity() : undefined;
    // If the other one fails first, nobody awaits this.
    together?.catch(() => {});
    const { newest, current } = await this.#follow(first, dids);
    const capacity = await this.#lasting(other, await (together ?? showCapacity()));
    if (!hasEffect(dids) && !(capacity && hasEffect(capacity))) {
      // What showed an effect before was left out.
      if (this.#partsLeft < maxParts) return learn(dids, capacity, 'no-effect');
      if (this.#times.areAhead) return this.#learnBlindly(dids, capacity);
      // If all PBXs share one state, a report is older than those of an earlier check.
      this.#times.goAhead();
      const later = await this.#learnWith(identities.serial()).catch(() => undefined);
      return later ?? learn(dids, capacity, 'no-effect');
    }
    const whole = { ...learn(dids, capacity), current };
    if (!observer?.isPerPbx) return whole;
    const places = changedPlaces(before, await this.#observe(untouched));
    if (places?.length === 0) return whole;
    const apart = places && (await this.#learnApart(places, whole));
    return apart ?? { ...whole, problem: await this.#howShared(untouched, newest) };
  }

  /** A part of the state may be about all PBXs, such as a statistic. If the rest shows the same content, that part is ignored. */
  async #learnApart(places: readonly string[], { shows }: WhatShows): Promise<WhatShows | undefined> {
    const { identities, seen } = this.#run;
    if (this.#partsLeft === 0) return undefined;
    this.#partsLeft -= 1;
    const pauseMs = takePause(this.#run);
    for (const place of places) seen.ignored.noise.add(place);
    // Learning may be out of time, and what it found before still counts.
    const apart = await this.#learnWith(identities.serial()).catch(() => undefined);
    const content = [...didFields, ...capacityFields].filter((field) => shows.has(field));
    if (apart && !apart.problem && content.every((field) => apart.shows.has(field))) return apart;
    for (const place of places) seen.ignored.noise.delete(place);
    notePause(this.#run, pauseMs);
    return undefined;
  }

  /** A first report may only make a PBX known. If no value shows, a second one tells whether capacity does. */
  async #lasting(sn: string, first: Shown | undefined): Promise<Shown | undefined> {
    if (!first || !hasEffect(first) || showsAnything(first)) return first;
    const second = await this.#showIfTaken(capacityStimulus(this.#run.identities, sn, this.#times.next()));
    return second && !hasEffect(second) ? { ...first, before: first.after } : first;
  }

  /** Nothing shows. If another form or unit shows, the receiver is broken and not the observer. */
  async #learnBlindly(dids: Shown, capacity: Shown | undefined): Promise<WhatShows> {
    const { identities } = this.#run;
    for (const [appliesOnly, change] of otherForms) {
      const changed = change(didStimulus(identities, identities.serial(), 1, this.#times.ago()));
      const shown = await this.#show(changed).catch(() => undefined);
      if (shown && hasEffect(shown)) return { ...learn(shown, capacity), appliesOnly };
    }
    return learn(dids, capacity, 'no-effect');
  }

  /** A newer report about the same PBX. A log shows no current DIDs. */
  async #follow(older: DidStimulus, first: Shown): Promise<Followed> {
    const {
      identities,
      observation: { observer },
    } = this.#run;
    if (!hasEffect(first) || !observer?.showsState) return { newest: first };
    const newer = didStimulus(identities, older.sn, 1, this.#times.next());
    return this.#howCurrent(older, newer, [first, await this.#show(newer, first.sent)]);
  }

  /** A removed DID may be kept and marked. If it is still mentioned, one of two comes back, to learn the mark. */
  async #howCurrent(
    older: DidStimulus,
    newer: DidStimulus,
    [first, second]: readonly [Shown, Shown],
  ): Promise<Followed> {
    const field = markFields.find((name) => formIn(first, name) !== undefined);
    const marks = ({ sent }: Shown) => (field && sent[field]) ?? [];
    const [gone = '', back = ''] = marks(first);
    if (!marks(first).some((did) => mentions(second.after, did))) return { newest: second };
    const newest = await this.#show(withDidBack(older, newer, this.#times.next()));
    const current = signOfCurrent([
      { state: first.after, current: marks(first), removed: [] },
      { state: second.after, current: marks(second), removed: marks(first) },
      { state: newest.after, current: [back, ...marks(second)], removed: [gone] },
    ]);
    return { newest, current };
  }

  /** A PBX without messages shows something: other PBXs, or the latest message. */
  async #howShared(untouched: string, newest: Shown): Promise<ObserverProblem> {
    const { identities } = this.#run;
    const latest = didStimulus(identities, identities.serial(), 1, this.#times.next());
    const { sent } = await this.#show(latest);
    const state = await this.#observe(untouched);
    const shows = (values: Shown['sent']) =>
      [...(values.did ?? []), ...(values.trunkName ?? [])].some((value) => mentions(state, value));
    return shows(sent) && !shows(newest.sent) ? 'one-state' : 'shows-all';
  }

  /** Undefined if it isn't acknowledged, even the second time: what DID reports show is known anyway. */
  async #showIfTaken(stimulus: Stimulus, triesLeft = 2): Promise<Shown | undefined> {
    try {
      return await this.#show(stimulus);
    } catch (error) {
      const isRefused = error instanceof CannotTell && error.reason.reasonCode === 'not-acknowledged';
      if (!isRefused || this.#signal.aborted) throw error;
      return triesLeft === 1 ? undefined : this.#showIfTaken(stimulus, triesLeft - 1);
    }
  }

  /** What a message changes; `gone` are values that it removes. After the first effect, others should show about as fast. */
  async #show({ sn, message, sent }: Stimulus, gone: SentValues = {}): Promise<Shown> {
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

  async #observe(sn: string): Promise<Json> {
    return stateSeen(await this.#poller.observe(sn));
  }
}
