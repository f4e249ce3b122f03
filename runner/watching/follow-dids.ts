import {
  formIn,
  markFields,
  mentions,
  type Shown,
  signOfCurrent,
  type WhatShows,
} from '../../observation/index.ts';
import type { Identities } from '../context/identity.ts';
import { type DidStimulus, didStimulus, withDidBack } from './learning-stimuli.ts';
import type { ShownEffects } from './shown-effects.ts';

interface Followed extends Pick<WhatShows, 'current'> {
  readonly newest: Shown;
}

interface Following {
  readonly effects: ShownEffects;
  readonly identities: Identities;
  /** The updateTime of the next message (seconds since 1970). */
  readonly nextTime: () => number;
}

/** Sends a newer report about the same PBX, and learns how current DIDs are marked. */
export async function followDids(
  { effects, identities, nextTime }: Following,
  older: DidStimulus,
  first: Shown,
): Promise<Followed> {
  const newer = didStimulus(identities, older.sn, 1, nextTime());
  const second = await effects.show(newer, first.sent);
  // A removed DID may be kept and marked. If it is still shown, one of two DIDs is added again, to learn the mark.
  const field = markFields.find((name) => formIn(first, name) !== undefined);
  const marks = ({ sent }: Shown) => (field && sent[field]) ?? [];
  const [gone = '', back = ''] = marks(first);
  if (!marks(first).some((did) => mentions(second.after, did))) return { newest: second };
  const newest = await effects.show(withDidBack(older, newer, nextTime()));
  const current = signOfCurrent([
    { state: first.after, current: marks(first), removed: [] },
    { state: second.after, current: marks(second), removed: marks(first) },
    { state: newest.after, current: [back, ...marks(second)], removed: [gone] },
  ]);
  return { newest, current };
}
