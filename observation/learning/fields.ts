import type { LearnedField } from '../../schemas/generated/types.ts';
import { capacityFields } from '../../schemas/words/learned-words.ts';

export { capacityFields };

/** A field of a message that a state may show. */
export type LearnableField = LearnedField['field'];

/** The fields of a DID entry. */
export const didFields = [
  'did',
  'didId',
  'trunkId',
  'trunkName',
] as const satisfies readonly LearnableField[];

/** All fields to look for. */
export const learnableFields: readonly LearnableField[] = [
  'sn',
  ...didFields,
  ...capacityFields,
  'modifier',
  'updateTime',
];
