import type { EventMessages, EventName } from '../../schemas/generated/events.ts';
import { events } from '../events.ts';
import type { Profile } from '../profile.ts';
import { seededChoices } from '../random.ts';
import { generateSn, type SampleInput } from './generate.ts';

type Samples = {
  readonly [Name in EventName]: { readonly sample: (input: SampleInput) => EventMessages[Name] };
};

/** Which message to generate. */
export interface SampleOptions<Name extends EventName = EventName> {
  /** The event that it reports. */
  readonly event: Name;
  /** The same seed gives the same message; default 1. */
  readonly seed?: number;
  /** The index among the seed's messages, from 0; default 0. */
  readonly n?: number;
  /** The serial number of the PBX; default: generated. */
  readonly sn?: string;
  /** When the event happened (seconds since 1970); default 1773110920, the vendor's example, plus `n`. */
  readonly updateTime?: number;
  /** The form of `trunkDidInfoList` in a `pce_delete` message, as in the profile; default empty. */
  readonly deletionList?: Profile['deletionList'];
}

/**
 * Generates a message as YCM sends it. The same options give the same message on every machine.
 *
 * @param options Which message to generate, or only its event.
 */
export function sampleMessage<Name extends EventName>(
  options: Name | SampleOptions<Name>,
): EventMessages[Name] {
  const given: SampleOptions<Name> = typeof options === 'string' ? { event: options } : options;
  const { event, seed = 1, n = 0, updateTime = 1_773_110_920 + n, deletionList = 'empty' } = given;
  const { upTo } = seededChoices(seed * 31 + n);
  const generated = generateSn(upTo);
  const samples: Samples = events;
  return samples[event].sample({ upTo, sn: given.sn ?? generated, updateTime, deletionList });
}
