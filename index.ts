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
  type ActionOptions,
  type AttemptResult,
  act,
  type BuiltInScenario,
  type CapacityReport,
  type Clock,
  type CloudPbx,
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
  didsOf,
  type ErrorCode,
  type EventName,
  emptyFleet,
  type Fault,
  type Fleet,
  type FleetAction,
  type FleetDid,
  type FleetMessage,
  type FleetStep,
  faults,
  freshConnections,
  type Header,
  HookswitchError,
  isAcknowledged,
  keptConnections,
  type Method,
  type Outcome,
  type PlannedStep,
  type Profile,
  planScenario,
  profileChoices,
  type Repository,
  type ResponseOutcome,
  retryDelaysMs,
  runScenario,
  type Scenario,
  type ScenarioOptions,
  type ScenarioStep,
  type Settings,
  sampleMessage,
  scenarios,
  serialise,
  sign,
  systemClock,
  type TestMessage,
  type Transmission,
  type TransmitOptions,
  type Trunk,
  type TrunkDidInfo,
  testMessage,
  transmit,
  trunkDid,
  verify,
  type Webhook,
} from './simulator/index.ts';
export { check } from './suites/check.ts';
export type {
  CheckOptions,
  CommonCheckOptions,
  ReceiverByUrl,
  ReceiverInProcess,
} from './suites/check-options.ts';
export type { FetchHandler } from './suites/in-process/fetch-listener.ts';
export type { Receiver } from './suites/in-process/serve.ts';
export { rules } from './suites/index.ts';
export type { Observe } from './suites/observers/function.ts';
export { type Requirement, requirements } from './suites/requirements.ts';
export type { Basis, Level, Need, Rule } from './suites/rule.ts';
export type { RunEvent } from './suites/run.ts';
export type { Selection } from './suites/select.ts';
