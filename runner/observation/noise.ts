import { currentReport } from '../context/current-report.ts';
import type { RunState } from '../context/run-state.ts';
import { changesAtRest } from './at-rest.ts';
import { changedPlaces, isIn, isSameAt } from './changed-places.ts';
import { valueAt } from './difference.ts';
import { sendBeside } from './fence.ts';
import type { Json } from './json.ts';
import type { SeenReport } from './learning/learned.ts';
import { pollerFor, stateSeen } from './run-poller.ts';

/** How many messages are sent, and how many of them at once, so that the receiver is busy when each observation arrives. */
const maxMessages = 24;
const minMessages = 6;
const atOnce = 4;
/** How long the receiver may take for these (ms). */
const workMs = 1500;
const maxLooks = 60;

/** A value of all PBXs may change between the observations of two of them. */
const tries = 3;

/** So that the number of DIDs of the last report isn't mistaken for a total. */
const didCount = 3;

/**
 * What changes at a control PBX, which got a report and then nothing, is noise: it is ignored from now on. Looks at control PBXs at the same
 * moment as at a PBX without messages, while nothing is sent, and while others get messages. What a message says is never noise. Returns
 * whether there is any that wasn't known.
 *
 * @param hasFailed A rule has failed, so also look if the control PBXs seem unchanged, once.
 * @throws CannotTell if nothing can be seen.
 */
export async function findNoise(run: RunState, hasFailed: boolean, signal: AbortSignal): Promise<boolean> {
  const { learned, observer, seen } = run;
  if (!learned || learned.problem || !observer || observer.option === 'downstreamPort' || seen.observerMoves)
    return false;
  const known = seen.ignored.noise.size;
  const search = new NoiseSearch(run, signal);
  if (observer.isPerPbx) await search.whileOthersChange(hasFailed && !seen.hasLookedForNoise);
  else if (!seen.hasLookedForNoise) await search.atRest();
  seen.hasLookedForNoise ||= hasFailed || !observer.isPerPbx;
  return seen.ignored.noise.size > known;
}

class NoiseSearch {
  readonly #run: RunState;
  readonly #signal: AbortSignal;
  readonly #look: (sn: string) => Promise<Json>;
  readonly #controls: readonly SeenReport[];
  readonly #untouched: Pick<SeenReport, 'sn' | 'state'>;

  constructor(run: RunState, signal: AbortSignal) {
    const { learned, seen } = run;
    const poller = pollerFor(run, signal);
    this.#run = run;
    this.#signal = signal;
    this.#look = async (sn) => stateSeen(await poller.observe(sn));
    const { resting, early = [], untouched = { sn: '', state: null } } = learned ?? {};
    const all = early.length > 0 || !resting ? early : [{ ...resting, message: null }];
    this.#controls = all.map((one) => ({ ...one, state: seen.ignored.without(one.state) }));
    this.#untouched = { ...untouched, state: seen.ignored.without(untouched.state) };
  }

  async whileOthersChange(evenIfUnchanged: boolean): Promise<void> {
    const changed = await this.#changed();
    if (!changed) return this.atRest();
    if (changed.length === 0 && !evenIfUnchanged) return;
    await this.#noteShared(changed);
    if (changed.every((place) => this.#isKnown(place)) && !evenIfUnchanged) return;
    await this.atRest();
    const left = changed.filter((place) => !this.#isKnown(place));
    if (left.length > 0) await this.#noteTotals(left);
    if (evenIfUnchanged) await this.#noteGauges();
  }

  /** Clocks, ages and counts of observations change while nothing is sent. */
  async atRest(): Promise<void> {
    const { seen } = this.#run;
    for (const control of this.#controls) {
      const changes = await changesAtRest(this.#run, control, this.#signal);
      if (!changes) continue;
      const { places, ...moves } = changes;
      if (places?.every((place) => !isContent(place, control))) places.forEach(this.#add);
      else seen.observerMoves = moves;
      if (seen.observerMoves) return;
    }
  }

  /**
   * Where values of control PBXs have changed since their reports were applied. A name that has appeared isn't a value that changes: a hostile
   * message may have added it to all PBXs. Undefined if a whole state differs.
   */
  async #changed(): Promise<readonly string[] | undefined> {
    const places = new Set<string>();
    for (const { sn, state } of [...this.#controls, this.#untouched]) {
      const now = await this.#look(sn);
      const changed = changedPlaces(state, now);
      if (!changed) return undefined;
      for (const place of changed) if (isIn(state, place) && isIn(now, place)) places.add(place);
    }
    return [...places];
  }

  /** The same for a PBX without messages as for a control, such as the number of rejected requests. */
  async #noteShared(places: readonly string[]): Promise<void> {
    const [control] = this.#controls;
    if (!control) return;
    for (let n = 0; n < tries; n += 1) {
      const [now, untouched] = [await this.#look(control.sn), await this.#look(this.#untouched.sn)];
      for (const place of places)
        if (isIn(this.#untouched.state, place) && isSameAt(place, now, untouched)) this.#add(place);
    }
  }

  /** Numbers that a PBX also shows after its first report, such as the number of all PBXs. A number of its own would start again. */
  async #noteTotals(places: readonly string[]): Promise<void> {
    const { identities } = this.#run;
    const [sn, dids] = [identities.serial(), identities.dids(didCount)];
    const poller = pollerFor(this.#run, this.#signal);
    const before = await this.#look(sn);
    await this.#send(currentReport(this.#run, sn, dids));
    await poller.changed(sn, before, poller.endsAfter(this.#run.settleMs));
    const sent = new Set(dids.flatMap((info) => Object.values(info)));
    for (const control of this.#controls)
      for (let n = 0; n < tries; n += 1) {
        const [now, other] = [await this.#look(control.sn), await this.#look(sn)];
        for (const place of places) {
          const value = valueAt(now, place);
          const isTotal = typeof value === 'number' && value !== didCount && !sent.has(String(value));
          if (isTotal && !isContent(place, control) && isSameAt(place, now, other)) this.#add(place);
        }
      }
  }

  /** Numbers that change only while the receiver works, such as the length of its queue. Data of other PBXs would stay. */
  async #noteGauges(): Promise<void> {
    const [control] = this.#controls;
    if (!control) return;
    const atRest = await this.#look(control.sn);
    const changed = new Set<string>();
    await this.#whileSending(async () => {
      const now = await this.#look(control.sn);
      for (const place of changedPlaces(atRest, now) ?? [])
        if ([atRest, now].every((state) => typeof valueAt(state, place) === 'number')) changed.add(place);
    });
    if (changed.size === 0) return;
    const after = stateSeen((await pollerFor(this.#run, this.#signal).settled(control.sn)).seen);
    for (const place of changed) if (isSameAt(place, after, atRest)) this.#add(place);
  }

  async #whileSending(look: () => Promise<void>): Promise<void> {
    let left = Math.max(minMessages, Math.min(maxMessages, Math.floor(workMs / this.#run.pace.eachMs)));
    const sendAll = async () => {
      for (; left > 0; left -= 1) await this.#send();
    };
    const sending = Promise.allSettled(Array.from({ length: atOnce }, sendAll)).then(() => {
      left = 0;
    });
    for (let looks = 0; looks < maxLooks && left > 0; looks += 1) await look();
    await sending;
  }

  async #send(report = currentReport(this.#run)): Promise<void> {
    const what = 'a genuine message about another PBX, to see what changes at a PBX that gets none';
    await sendBeside(this.#run, [report], what, this.#signal);
  }

  readonly #add = (place: string): void => {
    this.#run.seen.ignored.noise.add(place);
  };

  #isKnown(place: string): boolean {
    return this.#run.seen.ignored.noise.has(place);
  }
}

/** Whether a place shows a value of the report that the PBX got. Pure. */
function isContent(place: string, { state, message }: Pick<SeenReport, 'state' | 'message'>): boolean {
  const shown = valueAt(state, place) ?? null;
  const text = JSON.stringify(shown);
  return valuesIn(message).some((value) =>
    value.length < minLength ? String(shown) === value : text.includes(JSON.stringify(value).slice(1, -1)),
  );
}

/** Shorter texts may be a part of anything. */
const minLength = 6;

function valuesIn(message: unknown): readonly string[] {
  if (typeof message === 'string' || typeof message === 'number') return [String(message)];
  if (typeof message !== 'object' || message === null) return [];
  return Object.values(message)
    .flatMap(valuesIn)
    .filter((value) => value !== '');
}
