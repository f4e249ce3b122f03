import type { LearnedField } from '../../../schemas/generated/types.ts';

/** A field of a message that a state may show. */
export type LearnableField = LearnedField['field'];

/** The fields of an entry of a list of DIDs. */
export const didFields = [
  'did',
  'didId',
  'trunkId',
  'trunkName',
] as const satisfies readonly LearnableField[];

/** The values of a repository that can be told from others: "yes" and "no" can stand for anything. */
export const capacityFields = [
  'extensions',
  'concurrentCalls',
  'transcription',
  'transcription_pack',
  'receptionist',
  'receptionist_pack',
  'recordingCapacity',
] as const satisfies readonly LearnableField[];

/** Every field that is looked for. */
export const learnableFields: readonly LearnableField[] = [
  'sn',
  ...didFields,
  ...capacityFields,
  'modifier',
  'updateTime',
];
