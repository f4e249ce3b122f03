import type { LearnedState } from '../../schemas/generated/types.ts';
import type { IgnoredPlaces } from '../ignored-places.ts';
import { isSame, type Json } from '../json.ts';
import type { CurrentSign } from './current-dids.ts';
import { capacityFields, didFields, type LearnableField, learnableFields } from './fields.ts';
import { commonForm, type ShownForm } from './form.ts';

/** Why an observer can't be used, or only partly. */
export type ObserverProblem = NonNullable<LearnedState['problem']>;

/** What an observer shows of messages. */
export interface WhatShows {
  /** The form of each field that the observer shows. */
  readonly shows: ReadonlyMap<LearnableField, ShownForm>;
  /** Whether DID reports and capacity reports change anything in what is shown. */
  readonly effects: { readonly dids: boolean; readonly capacity: boolean };
  readonly problem?: ObserverProblem | undefined;
  /** How to tell a current DID from a removed one that the state keeps; `unclear` if nothing tells them apart. */
  readonly current?: CurrentSign | 'unclear' | undefined;
  /** The effect needs a form that YCM doesn't send: the observer works, and the receiver is broken. */
  readonly appliesOnly?: NonNullable<LearnedState['appliesOnly']> | undefined;
}

/** What a run knows about its observer. */
export interface Learned extends WhatShows {
  /** A PBX that gets no more messages, and its observed state. */
  readonly resting: Resting;
  /** A PBX that never gets a message, and its observed state. */
  readonly untouched: { readonly sn: string; readonly state: Json };
  /** Whether an effect showed, and then didn't any more. */
  readonly losesEffects: boolean;
  /** Reports whose effect was seen. Nothing else is sent about their PBXs. */
  readonly early: readonly SeenReport[];
  /** When that was, of `performance.now()`. */
  readonly at: number;
}

/** A message about one PBX, and the state that it led to. */
export interface SeenReport {
  readonly sn: string;
  readonly message: unknown;
  readonly state: Json;
}

/** What was sent when the check began, and how long ago that was. */
export interface EarlyReports {
  readonly reports: readonly SeenReport[];
  readonly agoMs: number;
}

/** The observed state of an untouched PBX. */
export interface Resting {
  readonly sn: string;
  readonly state: Json;
  /** Since when it has been the same, of `performance.now()`. */
  readonly since: number;
  /** The observer says that there is no such PBX. */
  readonly isAbsent: boolean;
}

/** A message's values by field. A list of DIDs has several values per field. */
export type SentValues = Readonly<Partial<Record<LearnableField, readonly string[]>>>;

/** A message about one PBX, and the states before and after. */
export interface Shown {
  readonly sent: SentValues;
  readonly before: Json;
  readonly after: Json;
}

/**
 * What follows from a DID report and a capacity report, which is undefined if it was not acknowledged; `problem` was found separately.
 * Pure.
 */
export function learn(dids: Shown, capacity: Shown | undefined, problem?: ObserverProblem): WhatShows {
  const shows = new Map<LearnableField, ShownForm>();
  for (const field of learnableFields) {
    const form = formIn(dids, field) ?? (capacity && formIn(capacity, field));
    if (form !== undefined) shows.set(field, form);
  }
  const didsChange = hasEffect(dids);
  const capacityChanges = capacity !== undefined && hasEffect(capacity);
  const effects = {
    dids: didsChange || (capacityChanges && hasPlaceFor(capacity.after, didPlaces)),
    capacity:
      capacityChanges || (capacity !== undefined && didsChange && hasPlaceFor(dids.after, capacityPlaces)),
  };
  return { shows, effects, problem };
}

/** Whether a state shows the DIDs or the capacity of a message. Pure. */
export function showsValues(state: Json, sent: SentValues): boolean {
  return [...didFields, ...capacityFields].some((field) => {
    const values = sent[field];
    return values !== undefined && commonForm(state, values) !== undefined;
  });
}

/** Whether any value of a capacity report shows, except for its PBX. Pure. */
export function showsAnything(shown: Shown): boolean {
  return [...capacityFields, 'modifier' as const, 'updateTime' as const].some(
    (field) => formIn(shown, field) !== undefined,
  );
}

export function hasEffect({ before, after }: Shown): boolean {
  return !isSame(before, after);
}

export function formIn({ sent, after }: Shown, field: LearnableField): ShownForm | undefined {
  const values = sent[field];
  return values && commonForm(after, values);
}

const didPlaces: ReadonlySet<string> = new Set(['dids', 'trunkDidInfoList', ...didFields]);
const capacityPlaces: ReadonlySet<string> = new Set(['capacity', 'repository', ...capacityFields]);

/** Whether the state has a place for the missing value, so the observer doesn't hide it. */
function hasPlaceFor(state: Json, names: ReadonlySet<string>): boolean {
  if (typeof state !== 'object' || state === null) return false;
  return Object.entries(state).some(([key, inner]) => names.has(key) || hasPlaceFor(inner, names));
}

/** Fields that identify a DID in a state, the best first. */
export const markFields = ['did', 'trunkName', 'didId'] as const;

/** Whether a state shows which DIDs a PBX has. */
export function showsEntries({ shows }: Pick<WhatShows, 'shows'>): boolean {
  return markFields.some((field) => shows.has(field));
}

/** Whether anything shows that a report says about a PBX. */
export function showsContent({ shows }: WhatShows): boolean {
  return [...didFields, ...capacityFields].some((field) => shows.has(field));
}

/** Whether a capacity value shows. */
export function showsCapacity({ shows }: WhatShows): boolean {
  return capacityFields.some((field) => shows.has(field));
}

/** The maximum number and length of the places that a report names, since they come from the receiver. */
const maxNamed = 20;
const maxNameLength = 100;

/** What was left out of the states of a check. */
type LeftOutOfAll = Pick<IgnoredPlaces, 'noise' | 'hidden' | 'unmatched'>;

/** A report's values. */
export function learnedForReport(
  { shows, problem, appliesOnly }: WhatShows,
  { noise, hidden, unmatched }: LeftOutOfAll,
): LearnedState {
  const named = (places: Iterable<string>) =>
    [...places].filter(({ length }) => length <= maxNameLength).slice(0, maxNamed);
  const some = (key: 'ignores' | 'notCompared' | 'unmatched', places: readonly string[]) =>
    places.length > 0 && { [key]: places };
  return {
    shows: [...shows].map(([field, form]) => ({ field, form })),
    hides: learnableFields.filter((field) => !shows.has(field)),
    ...some('ignores', named(noise)),
    ...some('notCompared', named(hidden)),
    ...some('unmatched', unmatched),
    ...(problem && { problem }),
    ...(appliesOnly && { appliesOnly }),
  };
}
