export { type Classification, classify, type MessageKind } from './classify.ts';
export {
  type DocumentedEvent,
  documentedEventOf,
  documentedEvents,
  eventsIn,
  eventsMentioned,
  eventTitles,
  hasReports,
} from './events.ts';
export type * from './generated/events.ts';
export type * from './generated/types.ts';
export { type JsonSchema, schemas } from './schemas.ts';
export { validate } from './validate.ts';
export type { Problem } from './validation/problem.ts';
