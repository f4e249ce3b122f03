// Made by `npm run generate` from schemas/: change those, not this file.

/** The name of a schema: `did-change` for `hookswitch/schemas/events/did-change.schema.json`. */
export type SchemaName =
  /** Failures that are known and accepted for a while: rules that do not fail a check until they expire. */
  | 'baseline'
  /** A list of reports, one for each Cloud PBX whose capacity changed. Vendor (PCE Capacity Change): “If you assigned capacity for a Cloud PBX during creation, or the capacity of existing Cloud PBX(s) is resized”. */
  | 'capacity-change'
  /** The file hookswitch.config.ts, .js or .json. Command line options and the environment override it. It never contains the secret: name where it is. */
  | 'config'
  /** A list of reports, one for each Cloud PBX whose DID numbers changed. Vendor (PCE DID Change): “The report contains a list of Cloud PBXs whose DID numbers have been changed.” */
  | 'did-change'
  /** What the played service responds with. The first entry that fits a request counts; any other request gets 200 with {}. */
  | 'downstream-responses'
  /** A message that reports one documented event. */
  | 'events'
  /** What was sent, what came back and what the observer saw. */
  | 'evidence'
  /** What came of a load: what was asked for, what was sent, how the receiver stood it, and the verdict. */
  | 'load-report'
  /** The JSON that YCM sends to a webhook. Three shapes come from one sender, and newer ones may: a receiver that looks at body.event alone misses every real event. */
  | 'message'
  /** How the sender behaves where the vendor is silent. Whatever is not given keeps its default. */
  | 'profile'
  /** One line of a recording (NDJSON): a request as it arrived, as it was sent, or as it is to be sent. */
  | 'recording'
  /** A line of a report that is written while the check runs: the start, a result, or the end. Together they hold what a report holds. */
  | 'report-line'
  /** What a check found: the receiver, how it was tried, and a result for each rule in the order of the catalogue. */
  | 'report'
  /** A life of a fleet: what an administrator does on a YCM, in order, from a YCM without PBXs and trunks. Every step gives the messages that YCM would push. */
  | 'scenario'
  /** What arrives at a receiver, step by step, as the rule retry/converges tries it: PBXs and DIDs are numbers, for which each try has other names. */
  | 'sequence'
  /** Timeout and retry count, shared by all webhooks of a YCM. */
  | 'settings'
  /** The connectivity test that a click in Operations sends. Vendor: “the third-party application pointed to by the URL will receive the following message in JSON format”. */
  | 'test'
  /** Something newer that we do not know: the set of events may grow, so an unknown message is acknowledged and otherwise ignored. An object that names another event, or a list of reports of which none is known. */
  | 'unknown-message'
  /** One configured entry of YCM's webhook page. */
  | 'webhook'
  /** The webhooks that `hookswitch send --webhooks FILE` pushes to. Secrets are named, and stand elsewhere. */
  | 'webhooks-file'
  /** All webhooks of a YCM. Vendor: “Support adding up to 5 Webhooks.” */
  | 'webhooks';

/**
 * A list of reports, one for each Cloud PBX whose capacity changed. Vendor (PCE Capacity Change): “If you assigned capacity for a Cloud PBX during creation, or the capacity of existing Cloud PBX(s) is resized”.
 *
 * @minItems 1
 */
export type CapacityChange = CapacityReport[];
/**
 * A list of reports, one for each Cloud PBX whose DID numbers changed. Vendor (PCE DID Change): “The report contains a list of Cloud PBXs whose DID numbers have been changed.”
 *
 * @minItems 1
 */
export type DidChange = DidReport[];
/**
 * What the played service responds with. The first entry that fits a request counts; any other request gets 200 with {}.
 *
 * @maxItems 100
 */
export type DownstreamResponses = DownstreamResponse[];
/**
 * A message that reports one documented event.
 */
export type EventMessage = TestMessage | DidChange | CapacityChange;
/**
 * Headers in the order of the wire, each as name and value.
 */
export type HeaderRecords = [string, string][];
/**
 * A body: its text if it is UTF-8, else Base64.
 */
export type BodyRecord = TextBody | Base64Body;
/**
 * What came of an attempt.
 */
export type OutcomeRecord = ResponseRecord | TimeoutRecord | ConnectionFailedRecord | CutRecord;
/**
 * How far an exchange had come: connect (the name looked up, TCP and TLS), send (the request), head (the answer's status and headers), body (the answer's body).
 */
export type Phase = 'connect' | 'send' | 'head' | 'body';
/**
 * One look at the receiver's state.
 */
export type Observation = SeenState | FailedObservation;
/**
 * What kept messages from being sent when they were due: nothing to speak of, the tool, the connections (all busy, since the receiver answers late), or so many resends that no new message was begun.
 */
export type LoadLimitedBy = 'nothing' | 'tool' | 'connections' | 'resends';
/**
 * The JSON that YCM sends to a webhook. Three shapes come from one sender, and newer ones may: a receiver that looks at body.event alone misses every real event.
 */
export type Message = EventMessage | UnknownMessage | MixedMessage;
/**
 * Something newer that we do not know: the set of events may grow, so an unknown message is acknowledged and otherwise ignored. An object that names another event, or a list of reports of which none is known.
 */
export type UnknownMessage = UnknownEvent | UnknownReport[];
/**
 * An item of an array that reports a documented event.
 */
export type EventReport = DidReport | CapacityReport;
/**
 * A list with reports of several kinds, or the empty list.
 */
export type MixedMessage = (EventReport | UnknownReport)[];
/**
 * A line of a report that is written while the check runs: the start, a result, or the end. Together they hold what a report holds.
 */
export type ReportLine = StartLine | ResultLine | EndLine;
/**
 * What one rule found. A failed one has a finding; one that is inconclusive, skipped or in error has a reason.
 */
export type RuleResult = {
  /**
   * The id of the rule as group/rule.
   */
  id: string;
  /**
   * What a correct receiver does.
   */
  title: string;
  /**
   * How binding the rule is.
   */
  level: 'must' | 'should' | 'may';
  /**
   * Whether the vendor's page says it.
   */
  basis: 'documented' | 'derived';
  /**
   * The sentences of the vendor's page that the rule holds, by name.
   */
  requirements: string[];
  /**
   * Why it matters, in one sentence.
   */
  why: string;
  /**
   * What a receiver that fails it does to its owner, in this case: findings come in this order.
   */
  harm?:
    | 'open-to-forgers'
    | 'loses-messages'
    | 'applies-twice-or-stale'
    | 'refuses-genuine'
    | 'crashes'
    | 'lenient';
  /**
   * The rules of which it is a consequence when they fail as well, by id, the most basic first.
   */
  explainedBy?: string[];
  /**
   * Only of a rule that says why genuine messages are not acknowledged: 1 is the most basic of them.
   */
  acknowledgementRank?: number;
  /**
   * What the rule came to.
   */
  verdict: 'pass' | 'fail' | 'inconclusive' | 'skipped' | 'error';
  /**
   * Only of a skipped rule: what it needs and was not given.
   */
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
  /**
   * Why nothing can be told, for programs. A rule that was skipped has it when nothing could be given for it.
   */
  because?:
    | 'interrupted'
    | 'receiver-gone'
    | 'out-of-time'
    | 'rate-limited'
    | 'measured-late'
    | 'not-acknowledged'
    | 'nothing-acknowledged'
    | 'forgery-acknowledged'
    | 'no-effect-shown'
    | 'nothing-shown'
    | 'observer-moves'
    | 'observer-failed'
    | 'did-not-catch-up'
    | 'no-downstream-call'
    | 'no-downstream-effect'
    | 'too-many-downstream-calls'
    | 'too-many-nameless-calls'
    | 'not-killed'
    | 'not-restarted'
    | 'need-missing'
    | 'times-unclear'
    | 'too-slow'
    | 'no-response'
    | 'no-handshake'
    | 'no-such-signature';
  /**
   * The rule that tells more of what is given as because.
   */
  rule?: string;
  /**
   * The facts of this case, as a clause that names no other rule.
   */
  detail?: string;
  /**
   * Why there is no pass or fail, for people.
   */
  reason?: string;
  finding?: Finding;
  /**
   * The rule failed, and was met when it was tried once more with the same seed.
   */
  flaky?: {
    evidence: Evidence;
  };
  /**
   * The baseline accepts this failure, so it does not fail the check.
   */
  known?: {
    /**
     * Why it is accepted.
     */
    reason: string;
    /**
     * The last day on which it is, as in 2026-12-31 (UTC).
     */
    expires: string;
  };
  /**
   * The command that shows it again.
   */
  rerun?: string;
  evidence: Evidence;
  /**
   * Milliseconds that the rule took.
   */
  durationMs: number;
};
/**
 * The name of a field in a message.
 */
export type FieldName =
  | 'sn'
  | 'did'
  | 'didId'
  | 'trunkId'
  | 'trunkName'
  | 'extensions'
  | 'concurrentCalls'
  | 'transcription'
  | 'transcription_pack'
  | 'receptionist'
  | 'receptionist_pack'
  | 'recordingCapacity'
  | 'modifier'
  | 'updateTime';
/**
 * One action.
 */
export type ScenarioStep =
  AddTrunk | CreatePbx | AssignDids | RemoveDids | DeleteDids | DeleteTrunk | DeletePbx | Resize;
/**
 * The ids of DIDs.
 *
 * @minItems 1
 * @maxItems 10000
 *
 * Items: The id of a DID.
 */
export type DidIds = string[];
/**
 * All webhooks of a YCM. Vendor: “Support adding up to 5 Webhooks.”
 *
 * @maxItems 5
 */
export type Webhooks = Webhook[];

/**
 * The type of what each schema describes, by the name of the schema.
 */
export interface SchemaTypes {
  baseline: Baseline;
  'capacity-change': CapacityChange;
  config: Config;
  'did-change': DidChange;
  'downstream-responses': DownstreamResponses;
  events: EventMessage;
  evidence: Evidence;
  'load-report': LoadReport;
  message: Message;
  profile: ProfileFile;
  recording: Recording;
  'report-line': ReportLine;
  report: Report;
  scenario: Scenario;
  sequence: Sequence1;
  settings: Settings;
  test: TestMessage;
  'unknown-message': UnknownMessage;
  webhook: Webhook;
  'webhooks-file': WebhooksFile;
  webhooks: Webhooks;
}
/**
 * Failures that are known and accepted for a while: rules that do not fail a check until they expire.
 */
export interface Baseline {
  /**
   * For editors.
   */
  $schema?: string;
  /**
   * One entry for each rule.
   *
   * @maxItems 1000
   */
  knownFailures: KnownFailure[];
}
/**
 * A rule that the receiver is known to fail.
 */
export interface KnownFailure {
  /**
   * The id of the rule as group/rule.
   */
  rule: string;
  /**
   * Why it is accepted, and where it is worked on.
   */
  reason: string;
  /**
   * The last day on which it is accepted, as in 2026-12-31 (UTC).
   */
  expires: string;
}
/**
 * The capacity of one Cloud PBX now. It has no event key: it is told by repository alone.
 */
export interface CapacityReport {
  event?: never;
  /**
   * The operator who modified the Cloud PBX capacity. An e-mail address in the vendor's example.
   */
  modifier: string;
  repository: Repository;
  /**
   * PBX's serial number. 16 characters in the vendor's examples: 36XXXXXXXXXXXXKH.
   */
  sn: string;
  /**
   * Seconds since 1970. Vendor: “The timestamp of the time that the event occurred.” Example: 1773110920.
   */
  updateTime: number;
  [k: string]: unknown;
}
/**
 * The detailed information of the Cloud PBX capacity. Every value is a string. The vendor does not say that all keys are always there, and more may come.
 */
export interface Repository {
  /**
   * The extension capacity of Cloud PBX.
   */
  extensions?: string;
  /**
   * The number of one-time AI transcription minutes not included in the PBX plan.
   */
  transcription?: string;
  /**
   * The number of one-time AI receptionist not included in the PBX plan.
   */
  receptionist?: string;
  /**
   * The concurrent call capacity of Cloud PBX.
   */
  concurrentCalls?: string;
  /**
   * Whether the call recording feature of Cloud PBX is enabled or not. Vendor: yes, no.
   */
  enableCallRecording?: string;
  /**
   * The number of the PBX's monthly quota packs of AI receptionist.
   */
  receptionist_pack?: string;
  /**
   * The call recording capacity of the Cloud PBX.
   */
  recordingCapacity?: string;
  /**
   * The number of the PBX's monthly quota packs of AI transcription.
   */
  transcription_pack?: string;
  [k: string]: string | undefined;
}
/**
 * The file hookswitch.config.ts, .js or .json. Command line options and the environment override it. It never contains the secret: name where it is.
 */
export interface Config {
  /**
   * Where an editor finds this schema.
   */
  $schema?: string;
  /**
   * An http or https URL. It is the receiver's webhook.
   */
  url?: string;
  /**
   * The HTTP method of the webhook.
   */
  method?: 'GET' | 'POST';
  /**
   * Headers added to every request, by name.
   */
  headers?: {
    /**
     * A header value without line breaks.
     */
    [k: string]: string;
  };
  /**
   * The name of an environment variable. It holds the webhook's secret.
   */
  secretEnv?: string;
  /**
   * The path of a file that contains the webhook's secret.
   */
  secretFile?: string;
  /**
   * The name of an environment variable. It holds the previous secret, which must be rejected.
   */
  retiredSecretEnv?: string;
  /**
   * An http or https URL that returns a PBX's state as JSON. {sn} becomes its serial number.
   */
  observeUrl?: string;
  /**
   * A shell command that prints a PBX's state as JSON. Its serial number is in the environment variable YCM_SN.
   */
  observeCmd?: string;
  /**
   * A port on 127.0.0.1 where the check plays the service that the receiver calls.
   */
  downstreamPort?: number;
  /**
   * A file with what the played service responds with, as schemas/downstream-responses.schema.json says.
   */
  downstreamResponse?: string;
  /**
   * A shell command that runs before the check, to start from a known state.
   */
  resetCmd?: string;
  /**
   * Hosts that may be sent to, besides this machine.
   *
   * Items: A host name or address, also as host:port or URL.
   */
  allowHosts?: string[];
  /**
   * Seconds to wait for a response. Vendor: “the maximum time to wait for an HTTP response from the third-party application, with a time range of 3-10 seconds”. Default of the sibling's example: 5.
   */
  timeoutSeconds?: number;
  /**
   * Number of retries after the first attempt. Vendor: “how many times the system should resend the request if delivery fails or no successful response is received”. The range is documented for the sibling P-Series; the default of its example is 3.
   */
  retryCount?: number;
  profile?: ProfileFile;
  /**
   * Whether the seed picks all values that the profile doesn't set.
   */
  vary?: boolean;
  /**
   * The rules to check, as ids or patterns such as signature/*.
   *
   * Items: The id of a rule, or a pattern.
   */
  rules?: string[];
  /**
   * The rules to skip, as ids or patterns such as retry/*.
   *
   * Items: The id of a rule, or a pattern.
   */
  exclude?: string[];
  /**
   * The lowest level of rules to check.
   */
  level?: 'must' | 'should' | 'may';
  /**
   * The seed of all generated cases.
   */
  seed?: number;
  /**
   * Whether rules may take minutes instead of seconds, to wait longer and try more.
   */
  thorough?: boolean;
  /**
   * How long the check may take, in seconds. The most binding rules come first.
   */
  budgetSeconds?: number;
  /**
   * The most requests that the check sends in any second.
   */
  rate?: number;
  /**
   * The number of cases per property.
   */
  runs?: number;
  /**
   * How long after the ack the state may still change, in milliseconds.
   */
  settleMs?: number;
  /**
   * A file of known failures, accepted until they expire.
   */
  baseline?: string;
  /**
   * The level from which a failed rule fails the check.
   */
  failOn?: 'must' | 'should' | 'may';
  /**
   * Whether any TLS certificate is accepted.
   */
  insecure?: boolean;
  /**
   * The reports to write.
   *
   * Items: A report as FORMAT=PATH, where FORMAT is json, ndjson, junit, ctrf, html, markdown, github or har.
   */
  reports?: string[];
  /**
   * The command that starts the receiver.
   */
  exec?: string;
  /**
   * Seconds to wait for the receiver to listen.
   */
  waitSeconds?: number;
}
/**
 * How the sender behaves where the vendor is silent. Whatever is not given keeps its default.
 */
export interface ProfileFile {
  /**
   * Where a GET carries the message. The signature covers the bytes that are carried.
   */
  getCarriage?: 'body' | 'query' | 'none';
  /**
   * The query parameter that carries the message when getCarriage is query.
   */
  getQueryParameter?: string;
  /**
   * Milliseconds between the end of an attempt and the next one.
   */
  retryDelayMs?: number;
  /**
   * Whether a resend repeats the signature of the first attempt, or is signed with the secret that the webhook has by then: they differ when the secret was replaced in between.
   */
  resendSignature?: 'repeated' | 'renewed';
  /**
   * A new connection for each request, or one that is kept. Vendor, of older event reports: “A new TCP connection will be established every time PBX sends an event.”
   */
  connections?: 'fresh' | 'kept';
  /**
   * A header value in printable ASCII characters. It is that of Content-Type; empty: no such header. The default is that of older event reports.
   */
  contentType?: string;
  /**
   * A header value in printable ASCII characters. It is that of Accept; empty: no such header. The default is that of older event reports.
   */
  accept?: string;
  /**
   * A header value in printable ASCII characters. It is that of User-Agent; empty: no such header. The default is that of older event reports.
   */
  userAgent?: string;
  /**
   * White space in the JSON.
   */
  spacing?: 'compact' | 'spaced' | 'indented';
  /**
   * The order of the keys of every object.
   */
  keyOrder?: 'documented' | 'reversed';
  /**
   * Whether / is written with a backslash before it in the JSON.
   */
  escapeSlashes?: boolean;
  /**
   * Whether non-ASCII characters are written as \u escapes in the JSON.
   */
  escapeNonAscii?: boolean;
  /**
   * What the deletion of a trunk shared by several PBXs gives.
   */
  trunkDelete?: 'one-array' | 'many-messages';
  /**
   * The form of trunkDidInfoList on pce_delete.
   */
  deletionList?: 'empty' | 'absent' | 'null' | 'last';
}
/**
 * What one Cloud PBX has now. Its list is a snapshot, not a difference. A fifth event may come: see unknown-message.
 */
export interface DidReport {
  /**
   * The name of the event. Vendor: did_change “DID numbers are assigned to a Cloud PBX when creating or editing the PBX” or “removed … when editing the PBX”; did_delete “DID numbers assigned to a Cloud PBX are deleted from their associated trunks”; trunk_delete “Trunks whose DID numbers have been assigned to a Cloud PBX are deleted”; pce_delete “A Cloud PBX assigned with DID numbers is deleted”.
   */
  event: 'did_change' | 'did_delete' | 'trunk_delete' | 'pce_delete';
  /**
   * PBX's serial number. 16 characters in the vendor's examples: 36XXXXXXXXXXXXZK.
   */
  sn: string;
  /**
   * The DIDs that the PBX has now. Vendor: “The list of current DID information for the Cloud PBX.” On pce_delete its form is not documented: empty, absent, null and the last list are all possible.
   */
  trunkDidInfoList?: TrunkDidInfo[] | null;
  /**
   * Seconds since 1970. Vendor: “The timestamp of the time that the event occurred.” Ten digits in the example.
   */
  updateTime: number;
  [k: string]: unknown;
}
/**
 * One DID number of a trunk. Ids are strings in webhooks, though integers in the Open API.
 */
export interface TrunkDidInfo {
  /**
   * The DID number.
   */
  did: string;
  /**
   * The unique ID of the DID number.
   */
  didId: string;
  /**
   * The ID of the trunk associated with the DID number.
   */
  trunkId: string;
  /**
   * The name of the trunk associated with the DID number.
   */
  trunkName: string;
  [k: string]: unknown;
}
/**
 * A response of the played service, and the requests that get it.
 */
export interface DownstreamResponse {
  /**
   * The request method, such as POST. Without it: any.
   */
  method?: string;
  /**
   * The path of the request without its query. A * at its end stands for anything.
   */
  path: string;
  /**
   * The status code.
   */
  status?: number;
  /**
   * Headers of the response.
   */
  headers?: {
    /**
     * The value of a header.
     */
    [k: string]: string;
  };
  /**
   * The body: text as it is, any other value as JSON. Without it: {}.
   */
  body?:
    | string
    | {
        [k: string]: unknown;
      }
    | unknown[]
    | number
    | boolean
    | null;
  /**
   * Whether such a request changes something at the service. Set it to false for an endpoint that gives a token.
   */
  counts?: boolean;
}
/**
 * The connectivity test that a click in Operations sends. Vendor: “the third-party application pointed to by the URL will receive the following message in JSON format”.
 */
export interface TestMessage {
  /**
   * The name of the test.
   */
  event: 'test';
  /**
   * A text for people. On the vendor's page: “This is a webhook connectivity test.”
   */
  message: string;
  [k: string]: unknown;
}
/**
 * What was sent, what came back and what the observer saw.
 */
export interface Evidence {
  /**
   * The number that the rule's cases were made from.
   */
  seed: number;
  /**
   * The recorded attempts, in the order of sending.
   */
  attempts: AttemptRecord[];
  /**
   * The observer's answers, in order.
   */
  observations: Observation[];
  /**
   * How many attempts were made but not kept here.
   */
  omittedAttempts: number;
  /**
   * How many cases a property rule tried.
   */
  runs?: number;
  triedLess?: TriedLess;
  /**
   * The shrunk case that fails, any JSON.
   */
  counterexample?: unknown;
  /**
   * Remarks on how the rule was tried.
   */
  notes?: string[];
}
/**
 * One HTTP exchange as it went over the wire.
 */
export interface AttemptRecord {
  /**
   * The number of the attempt, from 1.
   */
  n: number;
  /**
   * What was sent, in words.
   */
  note?: string;
  /**
   * The name of the sender's deliberate deviation.
   */
  fault?: string;
  /**
   * A date and time as in RFC 3339. When the attempt began.
   */
  sentAt: string;
  /**
   * Milliseconds from the beginning to the outcome.
   */
  elapsedMs: number;
  /**
   * For how many milliseconds of them Hookswitch itself was held up, when that was long enough to matter: the outcome may be its doing.
   */
  measuredLateMs?: number;
  request: RequestRecord;
  outcome: OutcomeRecord;
}
/**
 * A request as it was sent.
 */
export interface RequestRecord {
  /**
   * The request method.
   */
  method: string;
  /**
   * The URL.
   */
  url: string;
  headers: HeaderRecords;
  body: BodyRecord;
}
/**
 * A body that is UTF-8.
 */
export interface TextBody {
  /**
   * The body's text, or its beginning.
   */
  text: string;
  /**
   * The size of the whole body in bytes.
   */
  bytes: number;
  /**
   * Whether only the beginning is kept here.
   */
  truncated: boolean;
}
/**
 * A body that is no UTF-8.
 */
export interface Base64Body {
  /**
   * The body, or its beginning, in Base64.
   */
  base64: string;
  /**
   * The size of the whole body in bytes.
   */
  bytes: number;
  /**
   * Whether only the beginning is kept here.
   */
  truncated: boolean;
}
/**
 * An answer. It acknowledges the message when its status is 2xx.
 */
export interface ResponseRecord {
  kind: 'response';
  /**
   * The status code.
   */
  status: number;
  /**
   * The text after the status code.
   */
  reason: string;
  headers: HeaderRecords;
  body: BodyRecord;
  /**
   * Whether the answer was read to its end.
   */
  bodyComplete: boolean;
}
/**
 * No whole answer came in time.
 */
export interface TimeoutRecord {
  kind: 'timeout';
  phase: Phase;
  /**
   * The status code that had arrived.
   */
  status?: number;
}
/**
 * The connection could not be made, or broke.
 */
export interface ConnectionFailedRecord {
  kind: 'connection-failed';
  /**
   * The code of the failure, such as ECONNREFUSED.
   */
  code: string;
  phase: Phase;
  /**
   * The failure in words.
   */
  message: string;
}
/**
 * The sender cut the connection itself.
 */
export interface CutRecord {
  kind: 'cut';
  /**
   * Where the connection was cut.
   */
  at: string;
}
/**
 * What the observer showed of a PBX.
 */
export interface SeenState {
  /**
   * PBX's serial number.
   */
  sn: string;
  /**
   * Milliseconds since the rule began.
   */
  atMs: number;
  /**
   * What the observer answered, any JSON.
   */
  state: unknown;
}
/**
 * A look at which the observer showed nothing.
 */
export interface FailedObservation {
  /**
   * PBX's serial number.
   */
  sn: string;
  /**
   * Milliseconds since the rule began.
   */
  atMs: number;
  /**
   * Why the observer could not answer.
   */
  error: string;
}
/**
 * What was tried less than planned, because time was short.
 */
export interface TriedLess {
  /**
   * What is counted.
   */
  what: 'cases' | 'messages at once';
  /**
   * How many were tried.
   */
  tried: number;
  /**
   * How many are tried when there is time enough.
   */
  planned: number;
}
/**
 * What came of a load: what was asked for, what was sent, how the receiver stood it, and the verdict.
 */
export interface LoadReport {
  tool: LoadTool;
  /**
   * A date and time as in RFC 3339. When due times began to count.
   */
  startedAt: string;
  /**
   * Milliseconds until nothing was under way any more.
   */
  durationMs: number;
  /**
   * done: what became of every message is known; drained: the time for it was over; aborted: it was ended before.
   */
  ended: 'done' | 'drained' | 'aborted';
  /**
   * Why the run was ended before its time.
   */
  stoppedBecause?: string;
  /**
   * The number that messages and due times were drawn from.
   */
  seed: number;
  receiver: LoadReceiver;
  settings: Settings;
  profile: ProfileFile;
  plan: LoadPlanRecord;
  mixture: LoadMixture;
  connections: LoadConnections;
  /**
   * held: all that is demanded was met; missed: something was not; inconclusive: something could not be told; interrupted: ended by the user.
   */
  verdict: 'held' | 'missed' | 'inconclusive' | 'interrupted';
  /**
   * What is demanded, one by one.
   */
  checks: LoadCheck[];
  /**
   * Messages a second that were asked for, on the average; max is as fast as the connections go.
   */
  requestedPerSecond: number | 'max';
  /**
   * Messages a second that were sent.
   */
  achievedPerSecond: number;
  limitedBy: LoadLimitedBy;
  /**
   * Why that is thought, in words.
   */
  limitedByWhy: string;
  /**
   * Share of the time in which the tool's thread was busy.
   */
  utilisation: number;
  measuredLate?: LoadMeasuredLate;
  /**
   * Messages that were due.
   */
  due: number;
  /**
   * Those of them that were never sent.
   */
  unsent: number;
  messages: LoadMessages;
  /**
   * All attempts, resends among them.
   */
  attempts: number;
  /**
   * The extra load that resends were.
   */
  resends: number;
  /**
   * Heads and bodies of all attempts, in bytes.
   */
  requestBytes: number;
  outcomes: LoadOutcomes;
  lagMs: LoadPercentiles;
  serviceMs: LoadPercentiles;
  ackMs: LoadPercentiles;
  histograms: LoadHistograms;
  endState?: LoadEndState;
  limit?: LoadLimit;
  /**
   * With --via: who sent.
   */
  workers?: LoadWorker[];
  maybeSentTwice?: LoadSentTwice;
  /**
   * The run in intervals, in order.
   */
  series: LoadPoint[];
}
/**
 * What made the report.
 */
export interface LoadTool {
  /**
   * Always hookswitch.
   */
  name: 'hookswitch';
  /**
   * The version of the tool.
   */
  version: string;
}
/**
 * What was loaded.
 */
export interface LoadReceiver {
  /**
   * Where it listens, without credentials.
   */
  url: string;
  /**
   * The request method of the webhook.
   */
  method: 'POST' | 'GET';
}
/**
 * Timeout and retry count, shared by all webhooks of a YCM.
 */
export interface Settings {
  /**
   * Seconds to wait for a response. Vendor: “the maximum time to wait for an HTTP response from the third-party application, with a time range of 3-10 seconds”. Default of the sibling's example: 5.
   */
  timeoutSeconds: number;
  /**
   * Number of retries after the first attempt. Vendor: “how many times the system should resend the request if delivery fails or no successful response is received”. The range is documented for the sibling P-Series; the default of its example is 3.
   */
  retryCount: number;
}
/**
 * When messages are due.
 */
export interface LoadPlanRecord {
  /**
   * Messages a second, or max.
   */
  rate: number | 'max';
  /**
   * The rate grows over this time.
   */
  rampMs?: number;
  /**
   * Messages are due for this long.
   */
  durationMs?: number;
  /**
   * So many messages.
   */
  count?: number;
  /**
   * How they are spread.
   */
  arrivals: 'poisson' | 'even' | 'burst';
  /**
   * How many are due at once in a burst.
   */
  burstSize?: number;
}
/**
 * What was sent.
 */
export interface LoadMixture {
  /**
   * How often each event was drawn, in relation to the others.
   */
  events: {
    [k: string]: number;
  };
  /**
   * Share of repetitions.
   */
  repeated: number;
  /**
   * Share of forgeries.
   */
  forged: number;
  /**
   * Whether each message was made and signed when it was due, or a set of them beforehand.
   */
  sign: 'each' | 'once';
}
/**
 * How connections were used.
 */
export interface LoadConnections {
  /**
   * So many at once, at most.
   */
  most: number;
  /**
   * Whether each attempt had a fresh one or kept ones were used again.
   */
  reuse: 'fresh' | 'kept';
}
/**
 * One thing that is demanded of the run, and what it came to.
 */
export interface LoadCheck {
  /**
   * What is demanded.
   */
  name: 'ack' | 'failed' | 'forged' | 'rate' | 'end-state' | 'finished';
  /**
   * Whether it was met; inconclusive when it could not be told.
   */
  verdict: 'met' | 'missed' | 'inconclusive';
  /**
   * What is demanded, in words.
   */
  expected: string;
  /**
   * What it came to, in words.
   */
  actual: string;
}
/**
 * Attempts during which the tool itself was held up: their times and timeouts may be its doing. Absent: there were none.
 */
export interface LoadMeasuredLate {
  /**
   * How many.
   */
  attempts: number;
  /**
   * Those of them that timed out.
   */
  timeouts: number;
  /**
   * Messages that were given up after such a timeout.
   */
  lost: number;
  /**
   * For how many milliseconds it was held up during one of them at most.
   */
  longestMs: number;
}
/**
 * What became of the messages, by kind.
 */
export interface LoadMessages {
  genuine: LoadDeliveries;
  repeated: LoadDeliveries;
  forged: LoadDeliveries;
}
/**
 * What became of the messages of one kind.
 */
export interface LoadDeliveries {
  /**
   * Messages whose first attempt was made.
   */
  sent: number;
  /**
   * Answered with 2xx inside the timeout at some attempt. For a forgery this is the receiver's mistake.
   */
  acknowledged: number;
  /**
   * Answered at the last attempt, with something else. This is due to a forgery.
   */
  refused: number;
  /**
   * Not answered at the last attempt.
   */
  unanswered: number;
  /**
   * The run ended before it was known.
   */
  cut: number;
}
/**
 * Attempts that ended, counted by what came of them: the status of the answer, timeout, cut, or the code of a connection that failed.
 */
export interface LoadOutcomes {
  [k: string]: number;
}
/**
 * A time in milliseconds at its quantiles; null where nothing was counted.
 */
export interface LoadPercentiles {
  /**
   * The median.
   */
  p50: number | null;
  /**
   * At most this for 90 % of them.
   */
  p90: number | null;
  /**
   * At most this for 99 %.
   */
  p99: number | null;
  /**
   * At most this for 99.9 %.
   */
  p999: number | null;
  /**
   * The longest.
   */
  max: number | null;
}
/**
 * The times in full.
 */
export interface LoadHistograms {
  lag: LoadHistogram;
  service: LoadHistogram;
  ack: LoadHistogram;
}
/**
 * Durations counted in buckets; histograms of several runs are merged by adding.
 */
export interface LoadHistogram {
  /**
   * The unit of the values: microseconds.
   */
  unit: 'us';
  /**
   * Bucket and count by turns. Each microsecond below 2048 is a bucket, from there on 1024 of them make an octave.
   */
  counts: number[];
  /**
   * The greatest value itself, in microseconds.
   */
  max: number;
}
/**
 * What the observer showed of the PBXs after the storm, compared with PBXs that were told the same calmly.
 */
export interface LoadEndState {
  /**
   * PBXs that the messages told of, and whose messages were all acknowledged.
   */
  pbxs: number;
  /**
   * Those of them whose state was looked at and could be checked.
   */
  checked: number;
  /**
   * Those of them whose state was another one.
   */
  wrong: number;
  /**
   * PBXs with a message that was not acknowledged: their state is not known.
   */
  leftOut: number;
  /**
   * Some that were wrong.
   */
  examples: WrongState[];
  /**
   * Why some or all could not be checked.
   */
  reason?: string;
}
/**
 * A PBX whose state is not what calm brings.
 */
export interface WrongState {
  /**
   * Its serial number.
   */
  sn: string;
  /**
   * Where its state differs, in words.
   */
  difference: string;
}
/**
 * The highest rate that holds, as far as it was searched for.
 */
export interface LoadLimit {
  /**
   * Messages a second, or null when no rate that was tried holds.
   */
  perSecond: number | null;
  /**
   * The rates that were tried, in order.
   */
  steps: LoadStep[];
}
/**
 * One rate that was tried in the search for the limit.
 */
export interface LoadStep {
  /**
   * The rate that was asked for.
   */
  perSecond: number;
  /**
   * Whether all that is demanded was met.
   */
  isHeld: boolean;
  /**
   * Messages a second that were sent.
   */
  achievedPerSecond: number;
  ackMs: LoadPercentiles;
  limitedBy: LoadLimitedBy;
  /**
   * What was missed, in words; empty when it was held.
   */
  why: string;
}
/**
 * A machine that sent a part of a load.
 */
export interface LoadWorker {
  /**
   * Its name.
   */
  name: string;
  /**
   * Slices of the plan that it sent to their end.
   */
  slices: number;
  /**
   * Messages of these slices that it sent.
   */
  sent: number;
  /**
   * Those of its slices that it sent late for want of time: it has too much to do.
   */
  limited: number;
  /**
   * How far its clock is before the clock of the machine that made the report, in milliseconds; behind it when negative. Due times do not depend on it.
   */
  clockOffsetMs: number;
  /**
   * The offset is no further off than this, in milliseconds.
   */
  clockErrorMs: number;
  /**
   * Whether it died before the end.
   */
  isLost: boolean;
}
/**
 * With --via: slices that were taken over from a worker that died. It may have sent some of their messages before.
 */
export interface LoadSentTwice {
  /**
   * So many slices.
   */
  slices: number;
  /**
   * So many messages at most were sent once more: all of these slices, as often as they were taken over.
   */
  deliveries: number;
  lagMs: LoadPercentiles1;
}
/**
 * A time in milliseconds at its quantiles; null where nothing was counted.
 */
export interface LoadPercentiles1 {
  /**
   * The median.
   */
  p50: number | null;
  /**
   * At most this for 90 % of them.
   */
  p90: number | null;
  /**
   * At most this for 99 %.
   */
  p99: number | null;
  /**
   * At most this for 99.9 %.
   */
  p999: number | null;
  /**
   * The longest.
   */
  max: number | null;
}
/**
 * What happened in one interval of the run.
 */
export interface LoadPoint {
  /**
   * The end of the interval, in milliseconds since the start.
   */
  atMs: number;
  /**
   * How long it was, in milliseconds.
   */
  intervalMs: number;
  /**
   * Messages that became due.
   */
  due: number;
  /**
   * Messages whose first attempt began.
   */
  sent: number;
  /**
   * Attempts that began, resends among them.
   */
  attempts: number;
  /**
   * Messages that were acknowledged.
   */
  acknowledged: number;
  /**
   * Attempts under way at its end.
   */
  inFlight: number;
  /**
   * Messages due and not sent at its end.
   */
  late: number;
  /**
   * Deliveries that wait for their next attempt at its end.
   */
  waitingForResend: number;
  outcomes: LoadOutcomes;
  lagMs: LoadPercentiles;
  serviceMs: LoadPercentiles;
  ackMs: LoadPercentiles;
}
/**
 * A message by itself, as the test message is, with another event.
 */
export interface UnknownEvent {
  /**
   * The name of an event other than those documented. Neither test nor one of those that come in a list.
   */
  event: string;
  [k: string]: unknown;
}
/**
 * An item of a list with an event that we do not know, or with neither event nor repository.
 */
export interface UnknownReport {
  /**
   * The name of an event other than those documented. Not one of those that come in a list.
   */
  event?: string;
  [k: string]: unknown;
}
/**
 * One line of a recording (NDJSON): a request as it arrived, as it was sent, or as it is to be sent.
 */
export interface Recording {
  request: RequestRecord;
  /**
   * A date and time as in RFC 3339. When the request arrived or was sent.
   */
  at?: string;
  /**
   * The kind of the message: test, did_change, capacity_change and so on.
   */
  event?: string;
  /**
   * What it is, in words.
   */
  note?: string;
  /**
   * The name of the sender's deliberate deviation.
   */
  fault?: string;
  signature?: SignatureRecord;
  answer?: OutcomeRecord;
  expected?: ExpectedVerdict;
}
/**
 * Whether the signature holds under the secret of who recorded it.
 */
export interface SignatureRecord {
  /**
   * What was found.
   */
  verdict: 'valid' | 'invalid' | 'missing' | 'not-checked';
  /**
   * The names of the mistakes that give exactly this signature.
   */
  mistakes?: string[];
}
/**
 * What a right receiver does with it.
 */
export interface ExpectedVerdict {
  /**
   * A 2xx in time, or anything but a 2xx with nothing changed.
   */
  verdict: 'acknowledge' | 'refuse';
  /**
   * The reason, in one sentence.
   */
  why: string;
}
/**
 * The first line: what is checked.
 */
export interface StartLine {
  kind: 'start';
  tool: ReportTool;
  /**
   * A date and time as in RFC 3339. When the check began.
   */
  startedAt: string;
  /**
   * The number that all generated cases were made from.
   */
  seed: number;
  receiver: ReportReceiver;
}
/**
 * The program that checked.
 */
export interface ReportTool {
  /**
   * The name of the program.
   */
  name: string;
  /**
   * The version of the program.
   */
  version: string;
}
/**
 * The system under test.
 */
export interface ReportReceiver {
  /**
   * The URL that was sent to.
   */
  url: string;
  /**
   * The request method.
   */
  method: 'GET' | 'POST';
}
/**
 * A rule was checked. The lines come in the order of checking.
 */
export interface ResultLine {
  kind: 'result';
  /**
   * How many rules were checked by now, with this one.
   */
  checked: number;
  /**
   * How many rules the check checks.
   */
  total: number;
  result: RuleResult;
}
/**
 * What is wrong with the receiver.
 */
export interface Finding {
  /**
   * What was expected, as a phrase that stands alone.
   */
  expected: string;
  /**
   * What happened instead, as a phrase that stands alone.
   */
  actual: string;
  /**
   * What to change.
   */
  fix: string;
  /**
   * The number of the attempt that decided, among those of the evidence.
   */
  attempt?: number;
  /**
   * What happened, one line for each step; the last line says how it ended.
   */
  steps?: string[];
  sequence?: Sequence;
}
/**
 * The sequence that shows it, to run it alone.
 */
export interface Sequence {
  /**
   * For editors.
   */
  $schema?: string;
  /**
   * Made from the steps; only for people, since a file is known by its name.
   */
  id?: string;
  /**
   * The steps in words, and how they ended. For people only.
   *
   * @maxItems 400
   */
  description?: string[];
  /**
   * What happens, one after the other.
   *
   * @minItems 1
   * @maxItems 200
   */
  steps: SequenceStep[];
}
/**
 * One message that arrives, or a restart of the receiver.
 */
export interface SequenceStep {
  /**
   * How it comes: sent as it should be; sent and cut off before the answer; signed with another secret; changed after it was signed; cut in its middle, so that it is no JSON; with a word as list of DIDs; or no message at all but a restart.
   */
  how: 'sent' | 'lost-ack' | 'other-secret' | 'tampered' | 'malformed-json' | 'wrong-shape' | 'restart';
  /**
   * What the message says: reports of one kind, each of another PBX. A restart has none. The same report again is a repetition, one with a smaller `at` than another before it is late.
   *
   * @minItems 1
   * @maxItems 50
   */
  reports?: SequenceReport[];
}
/**
 * What a message says of one PBX: its DIDs, with an event, or its capacity.
 */
export interface SequenceReport {
  /**
   * The PBX.
   */
  pbx: number;
  /**
   * When it happened (seconds), counted from the beginning of the sequence.
   */
  at: number;
  /**
   * The name of the event. Vendor: did_change “DID numbers are assigned to a Cloud PBX when creating or editing the PBX” or “removed … when editing the PBX”; did_delete “DID numbers assigned to a Cloud PBX are deleted from their associated trunks”; trunk_delete “Trunks whose DID numbers have been assigned to a Cloud PBX are deleted”; pce_delete “A Cloud PBX assigned with DID numbers is deleted”.
   */
  event?: 'did_change' | 'did_delete' | 'trunk_delete' | 'pce_delete';
  /**
   * The DIDs that the PBX has now; null or absent as a deletion may have it.
   *
   * @maxItems 50
   */
  dids?: number[] | null;
  capacity?: Repository;
}
/**
 * The last line: what the check came to. Without it the check was ended from outside.
 */
export interface EndLine {
  kind: 'end';
  /**
   * Milliseconds that the check took.
   */
  durationMs: number;
  /**
   * The time that the check had, in milliseconds.
   */
  budgetMs?: number;
  settings: Settings;
  profile: ProfileFile;
  /**
   * How the receiver's state was seen, or null.
   */
  observer: null | HttpObserver | CommandObserver | DownstreamObserver | FunctionObserver;
  /**
   * Whether the check was ended before all rules were checked.
   */
  interrupted: boolean;
  summary: Summary;
  baseline?: BaselineState;
  diagnosis?: Diagnosis;
}
/**
 * How the receiver's state was seen.
 */
export interface HttpObserver {
  learned?: LearnedState;
  kind: 'http';
  /**
   * The URL that shows the state, with {sn} for the serial number.
   */
  url: string;
}
/**
 * What the observer shows of a message, as learned from messages with distinctive values.
 */
export interface LearnedState {
  /**
   * The fields whose values can be found in the state.
   */
  shows: LearnedField[];
  /**
   * The fields whose values can't be found. Nothing is demanded of them.
   */
  hides: FieldName[];
  /**
   * Why the observer can't be used, or only in part: no acknowledged message has an effect that it shows; it only grows, as a history does; it shows all PBXs, whichever is asked for; it shows the last message, whichever PBX is asked for.
   */
  problem?: 'no-effect' | 'history' | 'shows-all' | 'one-state';
  /**
   * No report has an effect as YCM sends it, but one that isn't in an array, or whose updateTime is in milliseconds: the observer works, and the receiver doesn't apply what it is sent.
   */
  appliesOnly?: 'objects' | 'milliseconds';
}
/**
 * A field that the observer shows.
 */
export interface LearnedField {
  field: FieldName;
  /**
   * How it shows: as a text of its own, as a number, or within a longer text.
   */
  form: 'text' | 'number' | 'within-text';
}
/**
 * The receiver's state was seen by a command.
 */
export interface CommandObserver {
  learned?: LearnedState;
  kind: 'command';
  /**
   * The command that prints the state of the PBX in YCM_SN; what looks like a credential is masked.
   */
  command: string;
}
/**
 * The receiver was seen by the calls that it made to the service behind it, which the check played.
 */
export interface DownstreamObserver {
  learned?: LearnedState;
  kind: 'downstream';
  /**
   * Where the calls were taken.
   */
  url: string;
}
/**
 * The receiver's state was seen by a function in the same process.
 */
export interface FunctionObserver {
  learned?: LearnedState;
  kind: 'function';
}
/**
 * How many results have each verdict.
 */
export interface Summary {
  /**
   * Rules that are met.
   */
  pass: number;
  /**
   * Rules that are not met.
   */
  fail: number;
  /**
   * Rules that were tried, of which nothing can be told.
   */
  inconclusive: number;
  /**
   * Rules that need something that was not given.
   */
  skipped: number;
  /**
   * Rules whose trial failed by the tool's own mistake.
   */
  error: number;
}
/**
 * What is wrong with the baseline that was given: each of these fails the check.
 */
export interface BaselineState {
  /**
   * Rules that it expects to fail, and that are met.
   */
  stale: string[];
  /**
   * Rules that still fail after the last day on which that was accepted.
   */
  expired: string[];
}
/**
 * The root cause: what to fix first. Absent when no single cause was found.
 */
export interface Diagnosis {
  /**
   * The cause, for programs.
   */
  cause:
    | 'crash'
    | 'not-found'
    | 'wrong-method'
    | 'redirect'
    | 'too-slow'
    | 'no-answer'
    | 'rate-limit'
    | 'unavailable'
    | 'too-large'
    | 'wrong-content-type'
    | 'signature-hex'
    | 'signature-base64url'
    | 'signature-unpadded'
    | 'signature-lower-cased'
    | 'signature-base64-of-hex'
    | 'signature-base64-twice'
    | 'signature-url-encoded'
    | 'signature-quoted'
    | 'signature-prefix'
    | 'signature-other-header'
    | 'signature-empty-secret'
    | 'signature-decoded-secret'
    | 'signature-other-key'
    | 'signature-re-serialized'
    | 'signature-other-body'
    | 'signature-other-digest'
    | 'other-secret'
    | 'server-error'
    | 'refuses-genuine'
    | 'expects-object'
    | 'expects-array'
    | 'refuses-capacity'
    | 'refuses-dids'
    | 'no-signature-check'
    | 'fails-now-and-then'
    | 'observer-not-found'
    | 'observer-shows-no-effect'
    | 'observer-moves'
    | 'observer-fails'
    | 'observer-shows-history';
  /**
   * The cause in one sentence.
   */
  title: string;
  /**
   * What was sent and what came back, in short lines.
   */
  evidence: string[];
  /**
   * What to do about it, in one or two sentences.
   */
  fix: string;
  /**
   * The ids of the rules that failed, or couldn't be checked, because of it.
   */
  explains: string[];
}
/**
 * What a check found: the receiver, how it was tried, and a result for each rule in the order of the catalogue.
 */
export interface Report {
  tool: ReportTool;
  /**
   * A date and time as in RFC 3339. When the check began.
   */
  startedAt: string;
  /**
   * Milliseconds that the check took.
   */
  durationMs: number;
  /**
   * The number that all generated cases were made from.
   */
  seed: number;
  receiver: ReportReceiver;
  settings: Settings;
  profile: ProfileFile;
  /**
   * How the receiver's state was seen, or null.
   */
  observer: null | HttpObserver | CommandObserver | DownstreamObserver | FunctionObserver;
  /**
   * The time that the check had, in milliseconds.
   */
  budgetMs?: number;
  /**
   * Whether the check was ended before all rules were checked.
   */
  interrupted: boolean;
  summary: Summary;
  baseline?: BaselineState;
  diagnosis?: Diagnosis;
  /**
   * The results, in the order of the catalogue.
   */
  results: RuleResult[];
}
/**
 * A life of a fleet: what an administrator does on a YCM, in order, from a YCM without PBXs and trunks. Every step gives the messages that YCM would push.
 */
export interface Scenario {
  /**
   * For editors.
   */
  $schema?: string;
  /**
   * What the life is called.
   */
  name: string;
  /**
   * What happens, in a sentence.
   */
  description?: string;
  /**
   * The actions, in order.
   *
   * @minItems 1
   * @maxItems 10000
   */
  steps: ScenarioStep[];
}
/**
 * A trunk is added with its DIDs, which no PBX has yet; or more DIDs to a trunk. Nothing is pushed.
 */
export interface AddTrunk {
  /**
   * What the administrator does.
   */
  action: 'add-trunk';
  /**
   * The DIDs of one trunk.
   *
   * @minItems 1
   * @maxItems 10000
   */
  dids: ScenarioDid[];
  /**
   * Seconds after the step before. On the YCM's clock, which updateTime tells: they are not waited for. Default 1.
   */
  secondsLater?: number;
  /**
   * Milliseconds to wait before this step. Default 0.
   */
  pauseMs?: number;
  /**
   * What happens, in words.
   */
  note?: string;
}
/**
 * One DID of a trunk.
 */
export interface ScenarioDid {
  /**
   * The DID number.
   */
  did: string;
  /**
   * The unique ID of the DID number.
   */
  didId: string;
  /**
   * The ID of the trunk.
   */
  trunkId: string;
  /**
   * The name of the trunk.
   */
  trunkName: string;
}
/**
 * A Cloud PBX is created: did_change when it gets DIDs, and a capacity report when it is assigned capacity.
 */
export interface CreatePbx {
  /**
   * What the administrator does.
   */
  action: 'create-pbx';
  /**
   * The serial number of a Cloud PBX.
   */
  sn: string;
  /**
   * The ids of the DIDs that it gets.
   *
   * @maxItems 10000
   *
   * Items: The id of a DID.
   */
  didIds?: string[];
  repository?: Capacities;
  /**
   * Seconds after the step before. On the YCM's clock, which updateTime tells: they are not waited for. Default 1.
   */
  secondsLater?: number;
  /**
   * Milliseconds to wait before this step. Default 0.
   */
  pauseMs?: number;
  /**
   * What happens, in words.
   */
  note?: string;
}
/**
 * The capacities that are given, such as extensions.
 */
export interface Capacities {
  /**
   * How much of it, or yes or no.
   */
  [k: string]: string;
}
/**
 * DIDs that no PBX has are assigned to a PBX: did_change.
 */
export interface AssignDids {
  /**
   * What the administrator does.
   */
  action: 'assign-dids';
  /**
   * The serial number of a Cloud PBX.
   */
  sn: string;
  didIds: DidIds;
  /**
   * Seconds after the step before. On the YCM's clock, which updateTime tells: they are not waited for. Default 1.
   */
  secondsLater?: number;
  /**
   * Milliseconds to wait before this step. Default 0.
   */
  pauseMs?: number;
  /**
   * What happens, in words.
   */
  note?: string;
}
/**
 * DIDs are removed from a PBX, and stay in their trunk: did_change.
 */
export interface RemoveDids {
  /**
   * What the administrator does.
   */
  action: 'remove-dids';
  /**
   * The serial number of a Cloud PBX.
   */
  sn: string;
  didIds: DidIds;
  /**
   * Seconds after the step before. On the YCM's clock, which updateTime tells: they are not waited for. Default 1.
   */
  secondsLater?: number;
  /**
   * Milliseconds to wait before this step. Default 0.
   */
  pauseMs?: number;
  /**
   * What happens, in words.
   */
  note?: string;
}
/**
 * DIDs are deleted from their trunks: did_delete for every PBX that had one of them.
 */
export interface DeleteDids {
  /**
   * What the administrator does.
   */
  action: 'delete-dids';
  didIds: DidIds;
  /**
   * Seconds after the step before. On the YCM's clock, which updateTime tells: they are not waited for. Default 1.
   */
  secondsLater?: number;
  /**
   * Milliseconds to wait before this step. Default 0.
   */
  pauseMs?: number;
  /**
   * What happens, in words.
   */
  note?: string;
}
/**
 * A trunk is deleted with its DIDs: trunk_delete for every PBX that had one of them.
 */
export interface DeleteTrunk {
  /**
   * What the administrator does.
   */
  action: 'delete-trunk';
  /**
   * The trunk's id.
   */
  trunkId: string;
  /**
   * Seconds after the step before. On the YCM's clock, which updateTime tells: they are not waited for. Default 1.
   */
  secondsLater?: number;
  /**
   * Milliseconds to wait before this step. Default 0.
   */
  pauseMs?: number;
  /**
   * What happens, in words.
   */
  note?: string;
}
/**
 * A Cloud PBX is deleted, and its DIDs are free again: pce_delete when it had DIDs.
 */
export interface DeletePbx {
  /**
   * What the administrator does.
   */
  action: 'delete-pbx';
  /**
   * The serial number of a Cloud PBX.
   */
  sn: string;
  /**
   * Seconds after the step before. On the YCM's clock, which updateTime tells: they are not waited for. Default 1.
   */
  secondsLater?: number;
  /**
   * Milliseconds to wait before this step. Default 0.
   */
  pauseMs?: number;
  /**
   * What happens, in words.
   */
  note?: string;
}
/**
 * The capacity of one PBX or several is changed: a capacity report for each.
 */
export interface Resize {
  /**
   * What the administrator does.
   */
  action: 'resize';
  /**
   * The serial number of one PBX, or those of several.
   */
  sn: string | string[];
  repository: Capacities;
  /**
   * Seconds after the step before. On the YCM's clock, which updateTime tells: they are not waited for. Default 1.
   */
  secondsLater?: number;
  /**
   * Milliseconds to wait before this step. Default 0.
   */
  pauseMs?: number;
  /**
   * What happens, in words.
   */
  note?: string;
}
/**
 * What arrives at a receiver, step by step, as the rule retry/converges tries it: PBXs and DIDs are numbers, for which each try has other names.
 */
export interface Sequence1 {
  /**
   * For editors.
   */
  $schema?: string;
  /**
   * Made from the steps; only for people, since a file is known by its name.
   */
  id?: string;
  /**
   * The steps in words, and how they ended. For people only.
   *
   * @maxItems 400
   */
  description?: string[];
  /**
   * What happens, one after the other.
   *
   * @minItems 1
   * @maxItems 200
   */
  steps: SequenceStep[];
}
/**
 * One configured entry of YCM's webhook page.
 */
export interface Webhook {
  /**
   * An http or https URL. Vendor: “Enter the Webhook URL, which serves as the event push destination.”
   */
  url: string;
  /**
   * A secret of 32 printable ASCII characters. Vendor: “A system-generated 32-character key used to sign Webhook messages.” Its text is the key, not decoded; only letters and digits in the sibling's example.
   */
  secret: string;
  /**
   * The request method. Vendor: “either GET or POST, based on the requirements of the third-party Webhook URL”.
   */
  method: 'GET' | 'POST';
  /**
   * The events that are pushed, by the titles of the vendor's pages. Vendor: “Select All if you want to subscribe to all events.”
   */
  events?: 'All' | ('PCE DID Change' | 'PCE Capacity Change')[];
}
/**
 * The webhooks that `hookswitch send --webhooks FILE` pushes to. Secrets are named, and stand elsewhere.
 */
export interface WebhooksFile {
  /**
   * For editors.
   */
  $schema?: string;
  /**
   * Vendor: “Support adding up to 5 Webhooks.”
   *
   * @minItems 1
   * @maxItems 5
   */
  webhooks: WebhookInFile[];
}
/**
 * One webhook.
 */
export interface WebhookInFile {
  /**
   * An http or https URL. Vendor: “Enter the Webhook URL, which serves as the event push destination.”
   */
  url: string;
  /**
   * The request method. Vendor: “either GET or POST, based on the requirements of the third-party Webhook URL”.
   */
  method?: 'GET' | 'POST';
  /**
   * The events that are pushed, by the titles of the vendor's pages. Vendor: “Select All if you want to subscribe to all events.”
   */
  events?: 'All' | ('PCE DID Change' | 'PCE Capacity Change')[];
  /**
   * The environment variable that holds the secret, default YCM_WEBHOOK_SECRET.
   */
  secretEnv?: string;
  /**
   * A file that holds the secret.
   */
  secretFile?: string;
}
