/**
 * Hookswitch as a library: judge a receiver of YCM's webhooks, send as YCM does, sign and verify.
 *
 * @module
 */
export {
  type AttemptRecord,
  type Classification,
  type Config,
  classify,
  type Evidence,
  type Finding,
  type Message,
  type Observation,
  type OutcomeRecord,
  type Problem,
  type Report,
  type RuleResult,
  type SchemaName,
  type Summary,
  schemas,
  validate,
} from './schemas/index.ts';
export {
  type AttemptResult,
  type CapacityReport,
  type Clock,
  type ConnectionOptions,
  type Connector,
  capacityReport,
  type DeliverOptions,
  type Delivery,
  type DidEvent,
  type DidReport,
  defaultProfile,
  defaultSettings,
  deliver,
  didReport,
  type ErrorCode,
  type EventName,
  type Fault,
  faults,
  freshConnections,
  type Header,
  HookswitchError,
  isAcknowledged,
  keptConnections,
  type Method,
  type Outcome,
  type Profile,
  profileChoices,
  type ResponseOutcome,
  retryDelaysMs,
  type Settings,
  sampleMessage,
  serialise,
  sign,
  systemClock,
  type TestMessage,
  type Transmission,
  type TransmitOptions,
  type TrunkDidInfo,
  testMessage,
  transmit,
  trunkDid,
  verify,
  type Webhook,
} from './simulator/index.ts';
export { type CheckOptions, check } from './suites/check.ts';
export { rules } from './suites/index.ts';
export { type Requirement, requirements } from './suites/requirements.ts';
export type { Basis, Level, Need, Rule, RuleContext, Sent } from './suites/rule.ts';
export type { RunEvent } from './suites/run.ts';
export type { Selection } from './suites/select.ts';
