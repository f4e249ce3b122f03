import { type Ignoring, type LeftOut, split } from './ignored.ts';
import type { Json } from './json.ts';
import { isSame } from './json.ts';

/** What the user declared about the observer. */
export interface Declared {
  readonly observeIgnore?: readonly string[];
  readonly observeCheck?: readonly string[];
}

/** A receiver may create any number of names. */
const maxPlaces = 1000;
const maxPbxs = 5000;

/** What a run leaves out of the states that it compares, and which differences that hid. */
export class IgnoredPlaces implements Ignoring {
  readonly declared: readonly string[];
  readonly checked: readonly string[];
  readonly content = new Set<string>();
  readonly noise = new Set<string>();
  /**
   * Places that changed at PBXs that got a report and then nothing: how much more often another PBX showed the same at the same moment than
   * not. They are ignored only between rules, so that no rule compares states with and without them.
   */
  readonly moving = new Map<string, number>();
  /** PBXs that have got more than one report, so they are no controls any more. */
  readonly spent = new Set<string>();
  /** Places with default names whose values changed. */
  readonly hidden = new Set<string>();
  readonly #matched = new Set<string>();
  readonly #last = new Map<string, ReadonlyMap<string, Json>>();

  constructor({ observeIgnore = [], observeCheck = [] }: Declared = {}) {
    this.declared = observeIgnore;
    this.checked = observeCheck;
  }

  /** The state without what is ignored. */
  without(state: Json): Json {
    return split(state, this).state;
  }

  /** The same for an observation of a PBX. Notes which uncompared places changed. */
  look(sn: string, state: Json): { readonly state: Json; readonly left: readonly LeftOut[] } {
    const seen = split(state, this);
    for (const { by } of seen.left) if (typeof by === 'object') this.#matched.add(by.declared);
    const now = valuesByPlace(seen.left.filter(({ by }) => by === 'default'));
    const before = this.#last.get(sn);
    for (const [place, value] of now)
      if (before?.has(place) && this.hidden.size < maxPlaces && !isSame(before.get(place) ?? null, value))
        this.hidden.add(place);
    if (now.size > 0 && (before !== undefined || this.#last.size < maxPbxs)) this.#last.set(sn, now);
    return seen;
  }

  /** Declared patterns that never matched. */
  get unmatched(): readonly string[] {
    return this.declared.filter((pattern) => !this.#matched.has(pattern));
  }
}

/** All values at a place: a list has several. */
function valuesByPlace(left: readonly LeftOut[]): Map<string, Json> {
  const values = new Map<string, Json[]>();
  for (const { place, value } of left) values.set(place, [...(values.get(place) ?? []), value]);
  return values;
}
