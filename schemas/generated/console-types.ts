// Made by `npm run generate` from schemas/console-api.yaml: change those, not this file.

/**
 * What is new. Whoever sees one of kind `changed` asks again for what it names, when it shows it.
 */
export type ConsoleEvent = DeliveriesEvent | InboxEvent | CheckEvent | ChangedEvent;
export type DeliveryStateName = 'pending' | 'acknowledged' | 'exhausted';
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
export type HeaderView = string[][];
/**
 * How the inbox answers.
 */
export type InboxAnswer = StatusAnswer | HangAnswer;

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
  DeliveryState: DeliveryStateName;
  DeliveryRow: DeliveryRow;
  AttemptRow: AttemptRow;
  DeliveryPage: DeliveryPage;
  LatencyPoint: LatencyPoint;
  Latencies: Latencies;
  Bytes: BytesView;
  Headers: HeaderView;
  WireRequest: WireRequestView;
  WireAnswer: WireAnswerView;
  AttemptDetail: AttemptDetail;
  SignatureSteps: SignatureSteps;
  DeliveryDetail: DeliveryDetail;
  ShellCommand: ShellCommand;
  InboxAnswer: InboxAnswer;
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
 * What every answer that is not a success holds.
 */
export interface Problem {
  /**
   * A literal name, such as bad-webhook.
   */
  code: string;
  /**
   * What is wrong, where, and what to do.
   */
  sentence: string;
  /**
   * The field of the form that it is about.
   */
  field?: string;
}
export interface OpeningToken {
  /**
   * What follows #open= in the address.
   */
  token: string;
}
export interface SessionKey {
  /**
   * To be sent in the header Hookswitch-Key.
   */
  key: string;
}
export interface Console {
  version: string;
  /**
   * Where its state is kept.
   */
  folder: string;
  /**
   * Hosts other than loopback that may be reached.
   */
  allowHosts: string[];
  /**
   * The address of the inbox.
   */
  inboxUrl: string;
}
export interface DeliveriesEvent {
  kind: 'deliveries';
  /**
   * New or changed, each once as it is now, oldest first; the newest 200 of the batch.
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
   * How many rows the batch had beyond those.
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
   * What it says, in few words: serial numbers and counts.
   */
  summary: string;
  webhookId: string;
  url: string;
  method: 'POST' | 'GET';
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
   * Absent: it is under way, or was cut short by the end of the console.
   */
  elapsedMs?: number;
  /**
   * Refused: an answer that is not a 2xx.
   */
  outcome?: 'acknowledged' | 'refused' | 'timeout' | 'connection-failed' | 'cut';
  status?: number;
  /**
   * What came of it, in words.
   */
  detail?: string;
  /**
   * For how long Hookswitch itself was held up meanwhile, when that was long enough to matter: the outcome may be its doing.
   */
  measuredLateMs?: number;
}
export interface LatencyPoint {
  seq: number;
  n: number;
  endedAt: string;
  elapsedMs: number;
  outcome: 'acknowledged' | 'refused' | 'timeout' | 'connection-failed' | 'cut';
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
   * Its kind, or what it is instead.
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
   * Rules that began or were checked.
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
   * How many rules have which verdict.
   */
  summary?: {
    [k: string]: number;
  };
  /**
   * Why it failed: receiver or observer not reachable, wrong use.
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
    | 'downstream'
    | 'restart'
    | 'carriage'
    | 'body'
    | 'https'
    | 'retired-secret'
    | 'thorough';
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
   * Tells secrets apart without telling them.
   */
  secretFingerprint: string;
}
export interface WebhookForm {
  url: string;
  /**
   * Absent: one is drawn, or kept.
   */
  secret?: string;
  method: 'POST' | 'GET';
  events: WebhookEvents;
}
export interface Secret {
  secret: string;
}
export interface OptionalSecret {
  /**
   * Null takes it back.
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
   * The Cloud PBX that has it; absent: it is free.
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
   * The message, indented for people.
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
   * How many are kept in all.
   */
  total: number;
  /**
   * To be given as `before`; absent: there are no more.
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
 * Bytes of the wire as text where they are UTF-8, else in Base64; long ones are cut.
 */
export interface BytesView {
  encoding: 'text' | 'base64';
  data: string;
  /**
   * How many bytes there were.
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
export interface WireAnswerView {
  status: number;
  reason: string;
  headers: HeaderView;
  body: BytesView;
}
export interface AttemptDetail {
  row: AttemptRow;
  request?: WireRequestView;
  answer?: WireAnswerView;
}
/**
 * How the signature is computed, step by step. The key is named by its fingerprint.
 */
export interface SignatureSteps {
  secretFingerprint: string;
  messageBytes: number;
  /**
   * Hex of SHA-256 of the message, to compare bytes by.
   */
  messageSha256: string;
  /**
   * Hex of the 32 bytes of HMAC-SHA256: not what is sent.
   */
  hmacHex: string;
  /**
   * Base64 of the same 32 bytes: what X-Signature holds.
   */
  signature: string;
  /**
   * False: the webhook has another secret by now, or is gone, and the steps show what was sent only.
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
export interface StatusAnswer {
  kind: 'status';
  status: number;
  delayMs: number;
}
export interface HangAnswer {
  kind: 'hang' | 'close';
}
export interface Inbox {
  url: string;
  answer: InboxAnswer;
  /**
   * A secret of its own was given.
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
   * The URL of the webhook with whose secret it was checked; absent: the inbox's own.
   */
  secretOf?: string;
}
export interface ArrivalDetail {
  row: ArrivalRow;
  headers: HeaderView;
  body: BytesView;
  /**
   * What the message says, a line for each report.
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
   * The secret that the receiver has.
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
