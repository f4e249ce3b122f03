export { type Classification, classify, type MessageKind } from './classify.ts';
export { schemas } from './generated/schemas.ts';
export type * from './generated/types.ts';
export type { Problem } from './problem.ts';
export { type SchemaName, validate } from './validate.ts';
