/**
 * Hookswitch in msw: the calls that a receiver in the same process makes, seen and answered as a test has it; and an Open API of YCM,
 * whose changes push the webhooks.
 *
 * @module
 */
export type { CallAnswer, ResponseAnswer } from './msw/call-answer.ts';
export type { RecordedCall } from './msw/call-log.ts';
export { type RecordCallsOptions, type RecordedCalls, recordCalls } from './msw/record-calls.ts';
export { type OpenApiOptions, type YcmOpenApi, ycmOpenApi } from './msw/ycm-open-api.ts';
