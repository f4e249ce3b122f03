// Made by `npm run generate` from schemas/console-api.yaml: change those, not this file.

/**
 * A change. On `changed`, reload what it names if it is shown.
 */
export type ConsoleEvent = DeliveriesEvent | InboxEvent | CheckEvent | ChangedEvent;
export type DeliveryStateName = 'pending' | 'acknowledged' | 'exhausted';
/**
 * Refused: a response that is not a 2xx.
 */
export type AttemptOutcomeName = 'acknowledged' | 'refused' | 'timeout' | 'connection-failed' | 'aborted';
/**
 * The events that are pushed, by the vendor's titles, or All.
 */
export type WebhookEvents = 'All' | EventTitle[];
/**
 * The title of an event, as the vendor's page names it.
 */
export type EventTitle = 'PCE DID Change' | 'PCE Capacity Change';
/**
 * What an administrator does.
 */
export type ConsoleAction =
  | AddTrunkAction
  | CreatePbxAction
  | MoveDidsAction
  | DeleteDidsAction
  | DeleteTrunkAction
  | DeletePbxAction
  | ResizeAction;
export type PbxSerial = string;
/**
 * @maxItems 1000
 */
export type DidIdList = string[];
export type SavedReportFormat = 'json' | 'junit' | 'html' | 'markdown' | 'ctrf' | 'har';
export type HeaderView = string[][];
/**
 * How the inbox responds.
 */
export type InboxResponse = StatusResponse | HangResponse;

/**
 * The type of each part, by its name in the description.
 */
export interface ConsoleTypes {
  Problem: Problem;
  OpeningToken: OpeningToken;
  SessionKey: SessionKey;
  Console: Console;
  ConsoleEvent: ConsoleEvent;
  PushSettings: PushSettings;
  PushPage: PushPage;
  WebhookEvents: WebhookEvents;
  WebhookForm: WebhookForm;
  WebhookRow: WebhookRow;
  MessageForm: MessageForm;
  MessageChoices: MessageChoices;
  Secret: Secret;
  OptionalSecret: OptionalSecret;
  Repository: RepositoryView;
  FleetView: FleetView;
  DidView: DidView;
  FleetAction: ConsoleAction;
  SerialNumber: PbxSerial;
  DidIdList: DidIdList;
  ActionPreview: ActionPreview;
  ActionResult: ActionResult;
  SavedReportFormat: SavedReportFormat;
  AttemptOutcome: AttemptOutcomeName;
  DeliveryState: DeliveryStateName;
  DeliveryRow: DeliveryRow;
  AttemptRow: AttemptRow;
  DeliveryPage: DeliveryPage;
  LatencyPoint: LatencyPoint;
  Latencies: Latencies;
  Bytes: BytesView;
  Headers: HeaderView;
  WireRequest: WireRequestView;
  WireResponse: WireResponseView;
  AttemptDetail: AttemptDetail;
  SignatureSteps: SignatureSteps;
  DeliveryDetail: DeliveryDetail;
  ShellCommand: ShellCommand;
  InboxResponse: InboxResponse;
  Inbox: Inbox;
  SignatureVerdict: SignatureVerdictView;
  ArrivalRow: ArrivalRow;
  ArrivalDetail: ArrivalDetail;
  CheckForm: CheckForm;
  CheckRow: CheckRow;
  RuleState: RuleState;
  CheckDetail: CheckDetail;
  CheckPage: CheckPage;
  RuleList: RuleList;
  EventTitle: EventTitle;
}
/**
 * The body of every response that is not a success.
 */
export interface Problem {
  /**
   * A name for programs, such as bad-webhook.
   */
  code: string;
  /**
   * What is wrong, where, and what to do.
   */
  message: string;
  /**
   * The form field with the problem.
   */
  field?: string;
}
export interface OpeningToken {
  /**
   * The value after #open= in the address.
   */
  token: string;
}
export interface SessionKey {
  /**
   * Send it in the header Hookswitch-Key.
   */
  key: string;
}
export interface Console {
  version: string;
  /**
   * Where its data is stored.
   */
  folder: string;
  /**
   * Allowed hosts other than loopback.
   */
  allowHosts: string[];
  /**
   * The address of the inbox.
   */
  inboxUrl: string;
  /**
   * The command that can start a receiver for a check.
   */
  exec?: string;
}
export interface DeliveriesEvent {
  kind: 'deliveries';
  /**
   * New or changed, each once in its current state, oldest first; the newest 200 of the batch.
   *
   * @maxItems 200
   */
  rows: DeliveryRow[];
  /**
   * Attempts that ended.
   *
   * @maxItems 200
   */
  latencies: LatencyPoint[];
  /**
   * The number of other rows in the batch.
   */
  missed: number;
}
export interface DeliveryRow {
  /**
   * Its number, from 1, in the order of acceptance.
   */
  seq: number;
  acceptedAt: string;
  /**
   * The kind of the message, such as did_change.
   */
  event: string;
  /**
   * A short summary: serial numbers and counts.
   */
  summary: string;
  webhookId: string;
  url: string;
  method: 'POST' | 'GET';
  /**
   * The fault that it is sent with; absent: none.
   */
  fault?: string;
  state: DeliveryStateName;
  timeoutMs: number;
  /**
   * @maxItems 6
   */
  attempts: AttemptRow[];
}
export interface AttemptRow {
  n: number;
  startedAt: string;
  /**
   * Absent: it is in progress, or the console stopped before it ended.
   */
  elapsedMs?: number;
  outcome?: AttemptOutcomeName;
  status?: number;
  /**
   * The outcome in words.
   */
  detail?: string;
  /**
   * How long Hookswitch itself was held up meanwhile, if long enough to matter. The outcome may be due to that.
   */
  measuredLateMs?: number;
}
export interface LatencyPoint {
  seq: number;
  n: number;
  endedAt: string;
  elapsedMs: number;
  outcome: AttemptOutcomeName;
  timeoutMs: number;
}
export interface InboxEvent {
  kind: 'inbox';
  /**
   * @maxItems 200
   */
  rows: ArrivalRow[];
  missed: number;
}
export interface ArrivalRow {
  seq: number;
  at: string;
  method: string;
  target: string;
  /**
   * The kind of the message, or what it is instead.
   */
  event: string;
  summary: string;
  /**
   * Bytes of the body.
   */
  size: number;
  verdict: 'valid' | 'invalid' | 'missing' | 'not-checked';
  /**
   * Such as 200, hang, close.
   */
  answered: string;
  /**
   * The number of the earlier request with the same bytes.
   */
  repeats?: number;
}
export interface CheckEvent {
  kind: 'check';
  check: CheckRow;
  /**
   * Rules that started or ended.
   */
  rules: RuleState[];
}
export interface CheckRow {
  id: string;
  startedAt: string;
  endedAt?: string;
  url: string;
  method: 'POST' | 'GET';
  state: 'running' | 'done' | 'stopped' | 'failed';
  checked: number;
  total: number;
  /**
   * While rules that a cause left open are checked with what the receiver expects.
   */
  behind?: {
    /**
     * What is sent: hex signatures.
     */
    words: string;
    checked: number;
    total: number;
  };
  /**
   * The number of rules with each verdict.
   */
  summary?: {
    [k: string]: number;
  };
  /**
   * Why it failed, such as an unreachable receiver or a usage error.
   */
  problem?: string;
}
export interface RuleState {
  id: string;
  state: 'waiting' | 'running' | 'pass' | 'fail' | 'inconclusive' | 'skipped' | 'error';
  need?:
    | 'observer'
    | 'state'
    | 'pbx-state'
    | 'own-states'
    | 'did-effects'
    | 'capacity-effects'
    | 'shown-dids'
    | 'shown-capacity'
    | 'named-calls'
    | 'downstream'
    | 'restart'
    | 'output'
    | 'carriage'
    | 'body'
    | 'https'
    | 'previous-secret'
    | 'thorough'
    | 'real-time';
  reason?: string;
}
export interface ChangedEvent {
  kind: 'changed';
  what: 'push' | 'fleet' | 'inbox' | 'checks' | 'deliveries';
}
export interface PushSettings {
  /**
   * The checkbox of Webhook Event Push.
   */
  isEnabled: boolean;
  /**
   * Timeout(s).
   */
  timeoutSeconds: number;
  /**
   * Retry Count.
   */
  retryCount: number;
}
export interface PushPage {
  settings: PushSettings;
  /**
   * @maxItems 5
   */
  webhooks: WebhookRow[];
  maxWebhooks: 5;
  /**
   * The events that a webhook can subscribe to.
   */
  eventTitles: EventTitle[];
}
export interface WebhookRow {
  id: string;
  url: string;
  method: 'POST' | 'GET';
  events: WebhookEvents;
  /**
   * Identifies the secret without revealing it.
   */
  secretFingerprint: string;
}
export interface WebhookForm {
  url: string;
  /**
   * Absent: one is generated, or kept.
   */
  secret?: string;
  method: 'POST' | 'GET';
  events: WebhookEvents;
}
export interface MessageForm {
  /**
   * The message. It doesn't have to be JSON.
   */
  body: string;
  /**
   * The name of a fault; absent: none.
   */
  fault?: string;
}
export interface MessageChoices {
  samples: MessageSample[];
  faults: FaultEntry[];
}
export interface MessageSample {
  event: string;
  body: string;
}
export interface FaultEntry {
  name: string;
  /**
   * Completes "a message …".
   */
  title: string;
}
export interface Secret {
  secret: string;
}
export interface OptionalSecret {
  /**
   * Null removes it.
   */
  secret: string | null;
}
/**
 * The capacity of a Cloud PBX; every value is a string, as in the vendor's messages.
 */
export interface RepositoryView {
  [k: string]: string;
}
export interface FleetView {
  pbxs: PbxView[];
  trunks: TrunkView[];
  dids: DidView[];
}
export interface PbxView {
  sn: string;
  repository: RepositoryView;
}
export interface TrunkView {
  trunkId: string;
  trunkName: string;
}
export interface DidView {
  did: string;
  didId: string;
  trunkId: string;
  trunkName: string;
  /**
   * The Cloud PBX that it is assigned to; absent: it is free.
   */
  sn?: string;
}
export interface AddTrunkAction {
  kind: 'add-trunk';
  /**
   * @minItems 1
   * @maxItems 1000
   */
  dids: DidView[];
}
export interface CreatePbxAction {
  kind: 'create-pbx';
  sn: PbxSerial;
  didIds: DidIdList;
  repository?: RepositoryView;
}
export interface MoveDidsAction {
  kind: 'assign-dids' | 'remove-dids' | 'bind-dids';
  sn: PbxSerial;
  didIds: DidIdList;
}
export interface DeleteDidsAction {
  kind: 'delete-dids';
  didIds: DidIdList;
}
export interface DeleteTrunkAction {
  kind: 'delete-trunk';
  trunkId: string;
}
export interface DeletePbxAction {
  kind: 'delete-pbx';
  sn: PbxSerial;
}
export interface ResizeAction {
  kind: 'resize';
  sn: PbxSerial;
  repository: RepositoryView;
}
export interface ActionPreview {
  messages: PreviewedMessage[];
}
export interface PreviewedMessage {
  event: string;
  /**
   * The message, indented.
   */
  json: string;
  /**
   * The URLs that it goes to.
   */
  webhooks: string[];
}
export interface ActionResult {
  fleet: FleetView;
  deliveries: DeliveryRow[];
}
export interface DeliveryPage {
  /**
   * @maxItems 500
   */
  rows: DeliveryRow[];
  /**
   * The total number stored.
   */
  total: number;
  /**
   * Pass it as `before`; absent: there are no more.
   */
  next?: number;
}
export interface Latencies {
  /**
   * @maxItems 2000
   */
  points: LatencyPoint[];
}
/**
 * Bytes as text if they are UTF-8, otherwise in Base64. Long ones are truncated.
 */
export interface BytesView {
  encoding: 'text' | 'base64';
  data: string;
  /**
   * The number of bytes.
   */
  size: number;
  isCut?: boolean;
}
export interface WireRequestView {
  method: string;
  target: string;
  headers: HeaderView;
  body: BytesView;
}
export interface WireResponseView {
  status: number;
  reason: string;
  headers: HeaderView;
  body: BytesView;
}
export interface AttemptDetail {
  row: AttemptRow;
  request?: WireRequestView;
  response?: WireResponseView;
}
/**
 * How the signature is computed, step by step. The key is named by its fingerprint.
 */
export interface SignatureSteps {
  secretFingerprint: string;
  messageBytes: number;
  /**
   * SHA-256 of the message in hex, to compare bytes.
   */
  messageSha256: string;
  /**
   * The 32 bytes of HMAC-SHA256 in hex. This is not what is sent.
   */
  hmacHex: string;
  /**
   * Base64 of the same 32 bytes, the value of X-Signature.
   */
  signature: string;
  /**
   * False: the webhook was deleted or its secret has changed, so the steps only show what was sent.
   */
  isCurrent: boolean;
}
export interface DeliveryDetail {
  row: DeliveryRow;
  endedAt?: string;
  message: BytesView;
  settings: {
    timeoutSeconds: number;
    retryCount: number;
  };
  signature: SignatureSteps;
  attempts: AttemptDetail[];
}
export interface ShellCommand {
  command: string;
}
export interface StatusResponse {
  kind: 'status';
  status: number;
  delayMs: number;
}
export interface HangResponse {
  kind: 'hang' | 'close';
}
export interface Inbox {
  url: string;
  response: InboxResponse;
  /**
   * Whether the inbox has its own secret.
   */
  hasSecret: boolean;
  /**
   * @maxItems 500
   */
  rows: ArrivalRow[];
  total: number;
  next?: number;
}
export interface SignatureVerdictView {
  verdict: 'valid' | 'invalid' | 'missing' | 'not-checked';
  /**
   * The verdict in words, with the mistake that explains it.
   */
  sentence: string;
  mistakes: {
    name: string;
    sentence: string;
  }[];
  /**
   * The URL of the webhook whose secret was used; absent: the inbox's own.
   */
  secretOf?: string;
}
export interface ArrivalDetail {
  row: ArrivalRow;
  headers: HeaderView;
  body: BytesView;
  /**
   * The content of the message, one line per report.
   */
  lines: string[];
  /**
   * What is wrong with the message.
   */
  problem?: string;
  signature: SignatureVerdictView;
}
export interface CheckForm {
  url: string;
  method: 'POST' | 'GET';
  /**
   * The receiver's secret.
   */
  secret: SecretOfWebhook | SecretAsText;
  observeUrl?: string;
  /**
   * Patterns such as signature/*; absent: all.
   *
   * @maxItems 100
   */
  rules?: string[];
  timeoutSeconds?: number;
  isThorough?: boolean;
  /**
   * Start the receiver with the console's --exec command, and stop it afterwards.
   */
  isStarted?: boolean;
  /**
   * How long the check may take; absent: 60, or 600 if thorough.
   */
  budgetSeconds?: number;
}
export interface SecretOfWebhook {
  webhook: string;
}
export interface SecretAsText {
  text: string;
}
export interface CheckDetail {
  row: CheckRow;
  rules: RuleState[];
  /**
   * The report, as schemas/report.schema.json describes it.
   */
  report?: {
    [k: string]: unknown;
  };
  /**
   * The failed rules of a finished check, the one to fix first at the top.
   */
  failed?: string[];
  /**
   * For each of these, its level, and the number of the one that probably caused it.
   */
  failureNotes?: {
    [k: string]: string;
  };
  /**
   * Sentences about what changed since the last check of the same receiver.
   */
  changes?: string[];
}
export interface CheckPage {
  /**
   * @maxItems 50
   */
  rows: CheckRow[];
}
export interface RuleList {
  rules: RuleEntry[];
}
export interface RuleEntry {
  id: string;
  title: string;
  level: 'must' | 'should' | 'may';
  why: string;
}
