/**
 * Hookswitch in msw: record and answer the calls that a receiver in the same process makes, and simulate YCM's Open API, where each change sends
 * messages to your webhooks.
 *
 * @module
 */

export type { RecordedCall } from './msw/call-log.ts';
export type { CallResponse, ServedResponse } from './msw/call-response.ts';
export { type RecordCallsOptions, type RecordedCalls, recordCalls } from './msw/record-calls.ts';
export { type OpenApiOptions, type YcmOpenApi, ycmOpenApi } from './msw/ycm-open-api.ts';
