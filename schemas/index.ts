export { type Classification, classify, type MessageKind } from './classify.ts';
export { type SchemaName, schemas } from './generated/schemas.ts';
export type * from './generated/types.ts';
export type { Problem } from './problem.ts';
export { validate } from './validate.ts';
