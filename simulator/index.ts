export type { EventName } from '../schemas/generated/events.ts';
export { type ErrorCode, HookswitchError } from '../text/errors/errors.ts';
export { assertUsableSecret, assertUsableSettings, assertUsableUrl } from './assert-usable.ts';
export { didEvents, eventNames } from './events.ts';
export type { Fault } from './faults/fault.ts';
export { faultNamed, givenFault } from './faults/fault-named.ts';
export { faults } from './faults/index.ts';
export {
  type ActionOptions,
  Administrator,
  act,
  type CloudPbx,
  didIdsOf,
  didsOf,
  emptyFleet,
  type Fleet,
  type FleetAction,
  type FleetDid,
  type FleetMessage,
  type FleetProfile,
  type FleetStep,
  type Repository,
  type Trunk,
  type WorkloadStep,
} from './fleet/index.ts';
export type {
  AcceptedDelivery,
  DeliveryState,
  Journal,
  JournalEntry,
  JournalledAttempt,
  JournalledDelivery,
  JournalQuery,
} from './journal/journal.ts';
export {
  type CapacityFacts,
  type CapacityReport,
  capacityReport,
  type DidEvent,
  type DidFacts,
  type DidReport,
  didReport,
  type TestMessage,
  type TrunkDidInfo,
  testMessage,
  trunkDid,
} from './message/message.ts';
export { type SampleOptions, sampleMessage } from './message/sample.ts';
export { type Formatting, serialize } from './message/serialize.ts';
export { defaultProfile, type Profile, profileChoices } from './profile.ts';
export { seededRandom, subSeed } from './random.ts';
export { type BuiltInScenario, scenarios } from './scenarios/index.ts';
export {
  type PlannedStep,
  planScenario,
  runScenario,
  type Scenario,
  type ScenarioOptions,
  type ScenarioStep,
} from './scenarios/scenario.ts';
export { systemClock } from './sender/clock.ts';
export { type Clock, type DeliverOptions, type Delivery, deliverWithRetries } from './sender/delivery.ts';
export type { SenderEvent } from './sender/dispatch.ts';
export type { PushedDelivery, PushOptions, SenderOptions } from './sender/options.ts';
export { retryDelaysMs, retryHorizonMs } from './sender/retry.ts';
export { Sender } from './sender/sender.ts';
export { defaultSettings, type Settings } from './sender/settings.ts';
export {
  type ConfiguredWebhook,
  generateSecret,
  type WebhookEntry,
  Webhooks,
} from './sender/webhooks.ts';
export { type ActOptions, Ycm, type YcmOptions } from './sender/ycm.ts';
export { sign, verify } from './signature/signature.ts';
export { inSimulatedTime, type SimulatedTimeOptions } from './simulated-time.ts';
export { unixSeconds } from './unix-seconds.ts';
export { chooseProfile, variedValues, varyProfile } from './vary.ts';
export { portOf } from './wire/allowed-hosts.ts';
export { type AttemptResult, attempt } from './wire/attempt.ts';
export {
  type ConnectionOptions,
  type Connector,
  freshConnections,
  keptConnections,
} from './wire/connection.ts';
export {
  isAcknowledged,
  isRejected,
  type Outcome,
  type Phase,
  type ResponseOutcome,
  statusOf,
} from './wire/outcome.ts';
export { probe } from './wire/probe.ts';
export { buildRequest, type Header, type Method, type SignedRequest, type Webhook } from './wire/request.ts';
export { inspectTls, type TlsFacts } from './wire/tls.ts';
export { type Transmission, type TransmitOptions, transmit } from './wire/transmit.ts';
export type { ResponsePart, WireRequest, WireStep } from './wire/wire.ts';
