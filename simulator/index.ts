export { type AttemptResult, attempt } from './attempt.ts';
export { systemClock } from './clock.ts';
export { type ConnectionOptions, type Connector, freshConnections, keptConnections } from './connection.ts';
export { type Clock, type DeliverOptions, type Delivery, deliver } from './delivery.ts';
export { type ErrorCode, HookswitchError } from './errors.ts';
export type { Fault } from './faults/fault.ts';
export { faults } from './faults/index.ts';
export {
  type ActionOptions,
  act,
  type CloudPbx,
  didsOf,
  emptyFleet,
  type Fleet,
  type FleetAction,
  type FleetDid,
  type FleetMessage,
  type FleetStep,
  type Repository,
  type Trunk,
} from './fleet.ts';
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
  didEvents,
  didReport,
  type TestMessage,
  type TrunkDidInfo,
  testMessage,
  trunkDid,
} from './message.ts';
export { isAcknowledged, type Outcome, type Phase, type ResponseOutcome } from './outcome.ts';
export { probe } from './probe.ts';
export { defaultProfile, type Profile, profileChoices } from './profile.ts';
export { seededRandom, subSeed } from './random.ts';
export { buildRequest, type Header, type Method, type SignedRequest, type Webhook } from './request.ts';
export { retryDelaysMs, retryHorizonMs } from './retry.ts';
export { type EventName, eventNames, type SampleOptions, sampleMessage } from './sample.ts';
export {
  type PlannedStep,
  planScenario,
  runScenario,
  type Scenario,
  type ScenarioOptions,
  type ScenarioStep,
} from './scenario.ts';
export { type BuiltInScenario, scenarios } from './scenarios/index.ts';
export type { SenderEvent } from './sender/courier.ts';
export { type PushedDelivery, type PushOptions, Sender, type SenderOptions } from './sender/sender.ts';
export {
  type ConfiguredWebhook,
  type EventTitle,
  generateSecret,
  type WebhookEntry,
  Webhooks,
} from './sender/webhooks.ts';
export { type ActOptions, Ycm, type YcmOptions } from './sender/ycm.ts';
export { type Formatting, serialise } from './serialise.ts';
export { defaultSettings, type Settings } from './settings.ts';
export { sign, verify } from './signature.ts';
export { inspectTls, type TlsFacts } from './tls.ts';
export { type Transmission, type TransmitOptions, transmit } from './transmit.ts';
export { assertUsableSecret, assertUsableSettings, assertUsableUrl } from './usable.ts';
export { chooseProfile, variedValues, varyProfile } from './vary.ts';
export type { AnswerPart, WireRequest, WireStep } from './wire.ts';
