import type { EventName } from '../../schemas/generated/events.ts';
import { events } from '../events.ts';
import type { Profile } from '../profile.ts';
import { seededChoices } from '../random.ts';
import { drawSn } from './draw.ts';

/** Which message to make. */
export interface SampleOptions {
  /** The event that it tells of. */
  readonly event: EventName;
  /** What it is drawn from: the same seed gives the same message. */
  readonly seed: number;
  /** Which of the seed's messages, from 0. */
  readonly n?: number;
  /** The serial number of the PBX that it is about; default one that is drawn. */
  readonly sn?: string;
  /** When the event happened (seconds since 1970); default 1773110920, the vendor's example, plus `n`. */
  readonly updateTime?: number;
  /** The form of the list of a `pce_delete`, as of the profile; default empty. */
  readonly deletionList?: Profile['deletionList'];
}

/**
 * A message such as YCM sends, the same for the same options on every machine.
 *
 * @param options Which message to make.
 */
export function sampleMessage({
  event,
  seed,
  n = 0,
  sn,
  updateTime = 1_773_110_920 + n,
  deletionList = 'empty',
}: SampleOptions): unknown {
  const { upTo } = seededChoices(seed * 31 + n);
  const drawn = drawSn(upTo);
  return events[event].sample({ upTo, sn: sn ?? drawn, updateTime, deletionList });
}
