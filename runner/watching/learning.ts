import {
  capacityFields,
  changedPlaces,
  didFields,
  hasEffect,
  type Json,
  type Learned,
  LessonTimes,
  learn,
  mentions,
  type ObserverProblem,
  type Shown,
  showsAnything,
  showsContent,
  type WhatShows,
} from '../../observation/index.ts';
import { noteTime } from '../context/current-report.ts';
import type { RunState } from '../context/run-state.ts';
import { followDids } from './follow-dids.ts';
import { notePause, takePause } from './later-steps.ts';
import {
  capacityStimulus,
  type DidStimulus,
  didStimulus,
  inMilliseconds,
  withoutArray,
} from './learning-stimuli.ts';
import { pollerFor, stateSeen } from './run-poller.ts';
import { ShownEffects } from './shown-effects.ts';

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
const lastLookMs = 2000;

class Lesson {
  readonly #run: RunState;
  readonly #effects: ShownEffects;
  /** How often more parts of the state may be ignored, because they may be about all PBXs. Some change less often than others. */
  #partsLeft = maxParts;
  readonly #times = new LessonTimes();

  constructor(run: RunState, withinMs: number, signal: AbortSignal) {
    this.#run = run;
    this.#effects = new ShownEffects(run, withinMs, signal);
  }

  async learn(): Promise<Learned> {
    const sn = this.#run.identities.serial();
    const learned = await this.#learnContent(sn);
    if (this.#times.areAhead && learned.problem !== 'no-effect') noteTime(this.#run, this.#times.newest);
    // Learning may be out of time by now, and what it found still counts.
    const last = pollerFor(this.#run, AbortSignal.timeout(lastLookMs));
    const seen = await last.observe(sn);
    const state = stateSeen(seen);
    const since = this.#effects.since(sn);
    const early = learned.appliesOnly ? [] : this.#effects.reports;
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
      losesEffects: this.#effects.losesEffects,
      at: performance.now(),
    };
  }

  /** Learns again if a place that was not compared may hold what messages say. */
  async #learnContent(sn: string): Promise<WhatShows> {
    const { content } = this.#run.seen.ignored;
    const known = content.size;
    const learned = await this.#learnWith(sn);
    if (!showsContent(learned)) this.#effects.revealHidden();
    return content.size > known ? this.#learnWith(sn) : learned;
  }

  /** A known PBX may be shown among others, such as all PBXs of a customer, and an unknown PBX not at all. */
  #showsOthers(sn: string, state: Json): boolean {
    const { observer } = this.#run.observation;
    if (!observer?.isPerPbx || !observer.showsState) return false;
    return this.#effects.reports.some(({ sn: other }) => other !== sn && mentions(state, other));
  }

  async #learnWith(sn: string): Promise<WhatShows> {
    const { identities, observation } = this.#run;
    const { observer } = observation;
    const [other, untouched] = [identities.serial(), identities.serial()];
    const before = await this.#effects.observe(untouched);
    const first = didStimulus(identities, sn, 2, this.#times.next());
    const dids = await this.#effects.show(first);
    // If all PBXs are shown at once, effects of different messages can't be distinguished.
    const showCapacity = () =>
      this.#effects.showIfTaken(capacityStimulus(identities, other, this.#times.next()));
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
    const places = changedPlaces(before, await this.#effects.observe(untouched));
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
    const second = await this.#effects.showIfTaken(
      capacityStimulus(this.#run.identities, sn, this.#times.next()),
    );
    return second && !hasEffect(second) ? { ...first, before: first.after } : first;
  }

  /** Nothing shows. If another form or unit shows, the receiver is broken and not the observer. */
  async #learnBlindly(dids: Shown, capacity: Shown | undefined): Promise<WhatShows> {
    const { identities } = this.#run;
    for (const [appliesOnly, change] of otherForms) {
      const changed = change(didStimulus(identities, identities.serial(), 1, this.#times.ago()));
      const shown = await this.#effects.show(changed).catch(() => undefined);
      if (shown && hasEffect(shown)) return { ...learn(shown, capacity), appliesOnly };
    }
    return learn(dids, capacity, 'no-effect');
  }

  /** A log shows no current DIDs. */
  async #follow(older: DidStimulus, first: Shown): ReturnType<typeof followDids> {
    const { identities, observation } = this.#run;
    if (!hasEffect(first) || !observation.observer?.showsState) return { newest: first };
    const nextTime = () => this.#times.next();
    return followDids({ effects: this.#effects, identities, nextTime }, older, first);
  }

  /** A PBX without messages shows something: other PBXs, or the latest message. */
  async #howShared(untouched: string, newest: Shown): Promise<ObserverProblem> {
    const { identities } = this.#run;
    const latest = didStimulus(identities, identities.serial(), 1, this.#times.next());
    const { sent } = await this.#effects.show(latest);
    const state = await this.#effects.observe(untouched);
    const shows = (values: Shown['sent']) =>
      [...(values.did ?? []), ...(values.trunkName ?? [])].some((value) => mentions(state, value));
    return shows(sent) && !shows(newest.sent) ? 'one-state' : 'shows-all';
  }
}
