import fc, { type Arbitrary } from 'fast-check';
import type { Json } from '../../observation/index.ts';
import {
  type CapacityReport,
  type DidReport,
  type TestMessage,
  type TrunkDidInfo,
  testMessage,
} from '../../simulator/index.ts';
import type { Mutation } from './mutate.ts';

/** An undocumented item or message. */
export type NewReport = Readonly<Record<string, Json>>;
/** What YCM may send: a test message, a list of reports, or something undocumented. */
export type AnyMessage = TestMessage | NewReport | readonly (DidReport | CapacityReport | NewReport)[];

const digits = [...'0123456789'];
const letters = [...'abcdefghijklmnopqrstuvwxyz'];
const capitals = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

function textOf(characters: readonly string[], minLength: number, maxLength = minLength): Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength });
}

/** 16 characters like the vendor's examples: `36XXXXXXXXXXXXZK`. */
export const serials = textOf(capitals, 12).map((text) => `36${text}ZK`);

/** Seconds since 1970: ten digits like the vendor's examples. */
export const updateTimes = fc.integer({ min: 1_700_000_000, max: 1_900_000_000 });

const names = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 24 });
const ids = fc.integer({ min: 1, max: 99_999_999 }).map(String);

/** A DID of a trunk, as reports list it. */
export const trunkDidInfos: Arbitrary<TrunkDidInfo> = fc.record({
  did: textOf(digits, 3, 15),
  didId: ids,
  trunkId: ids,
  trunkName: names,
});

const didLists = fc.array(trunkDidInfos, { maxLength: 5 });

const changes = fc.record({
  event: fc.constantFrom('did_change', 'did_delete', 'trunk_delete'),
  sn: serials,
  trunkDidInfoList: didLists,
  updateTime: updateTimes,
});

/** The form of the list in a `pce_delete` is not documented: empty, absent, null and the last list are all possible. */
const deletions = fc.record(
  {
    event: fc.constant('pce_delete' as const),
    sn: serials,
    trunkDidInfoList: fc.option(didLists),
    updateTime: updateTimes,
  },
  { requiredKeys: ['event', 'sn', 'updateTime'] },
);

/** One item of a PCE DID Change message, with any event and any form of the list. */
export const didReports: Arbitrary<DidReport> = fc.oneof(
  { arbitrary: changes, weight: 3 },
  { arbitrary: deletions, weight: 1 },
);

const amounts = fc.nat({ max: 5000 }).map(String);

/** The vendor doesn't say that all keys are always present. */
const repositories: Arbitrary<CapacityReport['repository']> = fc.record(
  {
    extensions: amounts,
    transcription: amounts,
    receptionist: amounts,
    concurrentCalls: amounts,
    enableCallRecording: fc.constantFrom('yes', 'no'),
    receptionist_pack: amounts,
    recordingCapacity: amounts,
    transcription_pack: amounts,
  },
  { requiredKeys: [] },
);

/** One item of a PCE Capacity Change message, without `event`. */
export const capacityReports: Arbitrary<CapacityReport> = fc.record({
  modifier: textOf(letters, 1, 12).map((name) => `${name}@example.com`),
  repository: repositories,
  sn: serials,
  updateTime: updateTimes,
});

/** Names that no documented item, list entry or repository has. */
const newNames = fc.constantFrom('tenantName', 'region', 'createdAt', 'meta', 'eventId', 'id', 'tags', 'v2');

const scalars = fc.constantFrom<Json>(null, true, false, 0, -1, 0.5, 1_773_110_920_123, '', 'text', 'yes');

/** Any JSON, at most two levels deep. */
const newValues: Arbitrary<Json> = fc.oneof(
  { arbitrary: scalars, weight: 3 },
  { arbitrary: fc.array(scalars, { maxLength: 3 }), weight: 1 },
  { arbitrary: fc.dictionary(newNames, scalars, { maxKeys: 3 }), weight: 1 },
);

/** Where a later version of YCM may add a field. */
export const fieldPlaces = ['report', 'did', 'repository', 'test'] as const;

export interface NewField {
  readonly place: (typeof fieldPlaces)[number];
  readonly name: string;
  /** A string in a repository, like every documented value. */
  readonly value: Json;
}

/** An undocumented field, as a later version may send it. */
export const newFields: Arbitrary<NewField> = fc.oneof(
  fc.record({ place: fc.constantFrom('report', 'did', 'test'), name: newNames, value: newValues }),
  fc.record({ place: fc.constant('repository' as const), name: newNames, value: amounts }),
);

const newEvents = fc.constantFrom('trunk_change', 'extension_change', 'license_change', 'pce_create');

const unknownReports: Arbitrary<NewReport> = fc
  .tuple(newEvents, serials, updateTimes, newNames, newValues)
  .map(([event, sn, updateTime, name, value]) => ({ [name]: value, event, sn, updateTime }));

/** A valid message of any kind, including undocumented events, with up to four items. */
export const messages: Arbitrary<AnyMessage> = fc.oneof(
  fc.array(didReports, { minLength: 1, maxLength: 4 }),
  fc.array(capacityReports, { minLength: 1, maxLength: 4 }),
  fc.array(fc.oneof(didReports, capacityReports, unknownReports), { maxLength: 4 }),
  fc.constant(testMessage),
  unknownReports,
);

/** A share of a whole: from 0, below 1. */
export const shares = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** A value of the wrong type, or none, in some place. */
export const mutations: Arbitrary<Mutation> = fc.record({
  at: shares,
  by: fc.constantFrom<Json | undefined>(
    undefined,
    null,
    true,
    0,
    -1,
    1.5,
    1e30,
    '',
    'text',
    [],
    {},
    [[]],
    [null],
    { event: 'did_change' },
    { length: 1 },
  ),
});
