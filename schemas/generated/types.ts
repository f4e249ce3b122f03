// Made by `npm run generate` from schemas/: change those, not this file.

/** The name of a schema: `did-change` for `hookswitch/schemas/events/did-change.schema.json`. */
export type SchemaName =
  /** Known failures, each with the last day on which it is accepted. An accepted failure doesn't fail a check. */
  | 'baseline'
  /** A list of reports, one for each Cloud PBX whose capacity changed. Vendor (PCE Capacity Change): “If you assigned capacity for a Cloud PBX during creation, or the capacity of existing Cloud PBX(s) is resized”. */
  | 'capacity-change'
  /** The file hookswitch.config.ts, .js or .json. Command line options and the environment override it. It never contains the secret, only the name of the environment variable or file that does. */
  | 'config'
  /** A list of reports, one for each Cloud PBX whose DID numbers changed. Vendor (PCE DID Change): “The report contains a list of Cloud PBXs whose DID numbers have been changed.” */
  | 'did-change'
  /** The responses of the simulated service. The first entry that matches a request is used. A request that no entry matches gets 200 with {}. */
  | 'downstream-responses'
  /** A message that reports one documented event. */
  | 'events'
  /** What was sent, what came back and what the observer saw. */
  | 'evidence'
  /** The result of a load: the plan, what was sent, how the receiver handled it, and the verdict. */
  | 'load-report'
  /** The JSON that YCM sends to a webhook. YCM uses three shapes and may add more. A receiver that only looks at body.event misses every real event. */
  | 'message'
  /** Sender behavior that the vendor doesn't document. Anything left out keeps its default. */
  | 'profile'
  /** One line of a recording (NDJSON): a request that arrived, was sent, or is to be sent. */
  | 'recording'
  /** One line of a report written while the check runs: the start, a result, or the end. Together they contain everything in a report. */
  | 'report-line'
  /** The result of a check: the receiver, the settings, and a result for each rule, in the order of the rule list. */
  | 'report'
  /** A series of administrator actions on a YCM that starts without PBXs or trunks. Every step produces the messages that YCM would push. */
  | 'scenario'
  /** The messages that arrive at a receiver, step by step, for the rule retry/converges. PBXs and DIDs are numbered; each run gives them new serial numbers and ids. */
  | 'sequence'
  /** Timeout and retry count, shared by all webhooks of a YCM. */
  | 'settings'
  /** The connectivity test, which an administrator starts in YCM under Operations. Vendor: “the third-party application pointed to by the URL will receive the following message in JSON format”. */
  | 'test'
  /** A message that this version doesn't know: an object with an unknown event, or a list of unknown reports. More events may be added, so acknowledge and ignore such messages. */
  | 'unknown-message'
  /** One configured entry on YCM's webhook page. */
  | 'webhook'
  /** The webhooks that `hookswitch send --webhooks FILE` pushes to. The file never contains a secret, only the name of the environment variable or file that does. */
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
 * The responses of the simulated service. The first entry that matches a request is used. A request that no entry matches gets 200 with {}.
 *
 * @maxItems 100
 */
export type DownstreamResponses = DownstreamResponse[];
/**
 * A message that reports one documented event.
 */
export type EventMessage = TestMessage | DidChange | CapacityChange;
/**
 * Headers in the order sent, each as name and value.
 */
export type HeaderRecords = [string, string][];
/**
 * A body: its text if it is UTF-8, otherwise Base64.
 */
export type BodyRecord = TextBody | Base64Body;
/**
 * The outcome of an attempt.
 */
export type OutcomeRecord = ResponseRecord | TimeoutRecord | ConnectionFailedRecord | AbortedRecord;
/**
 * How far an exchange got: connect (DNS, TCP and TLS), send (the request), head (the response's status and headers), body (the response's body).
 */
export type Phase = 'connect' | 'send' | 'head' | 'body';
/**
 * One observation of the receiver's state.
 */
export type Observation = SeenState | FailedObservation;
/**
 * What kept messages from being sent on time: nothing, the tool, the connections (all busy because the receiver responds late), or too many retries.
 */
export type LoadLimitedBy = 'nothing' | 'tool' | 'connections' | 'retries';
/**
 * The JSON that YCM sends to a webhook. YCM uses three shapes and may add more. A receiver that only looks at body.event misses every real event.
 */
export type Message = EventMessage | UnknownMessage | MixedMessage;
/**
 * A message that this version doesn't know: an object with an unknown event, or a list of unknown reports. More events may be added, so acknowledge and ignore such messages.
 */
export type UnknownMessage = UnknownEvent | UnknownReport[];
/**
 * A report of a documented event: one item of a message that is an array.
 */
export type EventReport = DidReport | CapacityReport;
/**
 * A list with reports of several kinds, or an empty list.
 */
export type MixedMessage = (EventReport | UnknownReport)[];
/**
 * One line of a report written while the check runs: the start, a result, or the end. Together they contain everything in a report.
 */
export type ReportLine = StartLine | ResultLine | EndLine;
/**
 * The result of one rule. A failed rule has a finding; an inconclusive, skipped or crashed one has a reason.
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
   * The ids of the vendor's sentences that the rule checks.
   */
  requirements: string[];
  /**
   * Why it matters, in one sentence.
   */
  why: string;
  /**
   * How much damage this failure does. Findings are sorted by it.
   */
  severity?:
    | 'open-to-forgers'
    | 'loses-messages'
    | 'applies-twice-or-stale'
    | 'refuses-genuine'
    | 'crashes'
    | 'lenient';
  /**
   * The ids of the rules that explain this failure if they fail too, the most basic first.
   */
  explainedBy?: string[];
  /**
   * The rank among the rules that explain why genuine messages are not acknowledged; 1 is the most basic.
   */
  acknowledgementRank?: number;
  /**
   * The verdict of the rule.
   */
  verdict: 'pass' | 'fail' | 'inconclusive' | 'skipped' | 'error';
  /**
   * Only for a skipped rule: what it needs.
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
  /**
   * Why there is no clear result, for programs. A skipped rule has this instead of a need if the check ended before its turn.
   */
  reasonCode?:
    | 'interrupted'
    | 'bail'
    | 'receiver-gone'
    | 'not-responding'
    | 'out-of-time'
    | 'rate-limited'
    | 'crashes'
    | 'measured-late'
    | 'not-acknowledged'
    | 'nothing-acknowledged'
    | 'forgery-acknowledged'
    | 'no-effect-shown'
    | 'nothing-shown'
    | 'observer-unstable'
    | 'observer-failed'
    | 'did-not-catch-up'
    | 'no-downstream-call'
    | 'downstream-calls-vary'
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
    | 'no-such-signature'
    | 'hidden-by-cause';
  /**
   * The rule that explains the reason further.
   */
  rule?: string;
  /**
   * The facts of this case, without naming another rule.
   */
  detail?: string;
  /**
   * Why there is no pass or fail, for people.
   */
  reason?: string;
  finding?: Finding;
  /**
   * The rule failed, then passed with the same seed.
   */
  flaky?: {
    evidence: Evidence;
  };
  /**
   * The change since the last check of the same receiver. flaky: fixed with the same seed and unchanged code.
   */
  sinceLast?: 'fixed' | 'new' | 'still-failing' | 'flaky';
  /**
   * The causes behind which it was found.
   */
  behind?: string[];
  /**
   * The baseline accepts this failure, so it does not fail the check.
   */
  known?: {
    /**
     * Why it is accepted.
     */
    reason: string;
    /**
     * The last day on which it is accepted, as in 2026-12-31 (UTC).
     */
    expires: string;
  };
  /**
   * The command that reproduces the failure.
   */
  rerun?: string;
  evidence: Evidence;
  /**
   * How long the rule took, in milliseconds.
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
 * Known failures, each with the last day on which it is accepted. An accepted failure doesn't fail a check.
 */
export interface Baseline {
  /**
   * Where an editor finds this schema.
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
   * Why it is accepted, such as a ticket number.
   */
  reason: string;
  /**
   * The last day on which it is accepted, as in 2026-12-31 (UTC).
   */
  expires: string;
}
/**
 * The current capacity of one Cloud PBX. The report has no event: recognize it by its repository.
 */
export interface CapacityReport {
  event?: never;
  /**
   * The operator who modified the Cloud PBX capacity. An e-mail address in the vendor's example.
   */
  modifier: string;
  repository: Repository;
  /**
   * The PBX's serial number. 16 characters in the vendor's examples: 36XXXXXXXXXXXXKH.
   */
  sn: string;
  /**
   * Seconds since 1970. Vendor: “The timestamp of the time that the event occurred.” Example: 1773110920.
   */
  updateTime: number;
  [k: string]: unknown;
}
/**
 * The capacity of the Cloud PBX in detail. Every value is a string. The vendor doesn't promise that all keys are present, and may add more.
 */
export interface Repository {
  /**
   * The extension capacity of the Cloud PBX.
   */
  extensions?: string;
  /**
   * The number of one-time AI transcription minutes that the PBX plan doesn't include.
   */
  transcription?: string;
  /**
   * The one-time AI receptionist capacity that the PBX plan doesn't include.
   */
  receptionist?: string;
  /**
   * The concurrent call capacity of the Cloud PBX.
   */
  concurrentCalls?: string;
  /**
   * Whether call recording is enabled for the Cloud PBX: yes or no.
   */
  enableCallRecording?: string;
  /**
   * The number of monthly AI receptionist packs of the Cloud PBX.
   */
  receptionist_pack?: string;
  /**
   * The call recording capacity of the Cloud PBX.
   */
  recordingCapacity?: string;
  /**
   * The number of monthly AI transcription packs of the Cloud PBX.
   */
  transcription_pack?: string;
  [k: string]: string | undefined;
}
/**
 * The file hookswitch.config.ts, .js or .json. Command line options and the environment override it. It never contains the secret, only the name of the environment variable or file that does.
 */
export interface Config {
  /**
   * Where an editor finds this schema.
   */
  $schema?: string;
  /**
   * An http or https URL. Hookswitch sends the messages there.
   */
  url?: string;
  /**
   * A module that exports the receiver, as FILE or FILE#EXPORT. The receiver runs in the process of Hookswitch.
   */
  app?: string;
  /**
   * The path of the webhook, with its query if there is one, for a receiver that app loads.
   */
  path?: string;
  /**
   * How time passes for a receiver that app loads: simulated, so that the check never waits, or real.
   */
  time?: 'simulated' | 'real';
  /**
   * A module, as FILE or FILE#EXPORT, that exports a function which shows the state of a receiver that app loads.
   */
  observeApp?: string;
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
   * The name of the environment variable that contains the webhook's secret.
   */
  secretEnv?: string;
  /**
   * The path of a file that contains the webhook's secret.
   */
  secretFile?: string;
  /**
   * The name of the environment variable that contains the previous secret, which the receiver must reject.
   */
  previousSecretEnv?: string;
  /**
   * An http or https URL that returns a PBX's state as JSON. {sn} becomes its serial number.
   */
  observeUrl?: string;
  /**
   * A shell command that prints a PBX's state as JSON. Its serial number is in the environment variable YCM_SN.
   */
  observeCmd?: string;
  /**
   * Values of the state that aren't compared: names such as tally, or paths such as dids.rev or stats.*.
   *
   * Items: A name, or a path from the top. * stands for any characters of a name.
   */
  observeIgnore?: string[];
  /**
   * Values that are compared although their names, such as version, are ignored by default.
   *
   * Items: A name, or a path from the top. * stands for any characters of a name.
   */
  observeCheck?: string[];
  /**
   * Whether the observer shows a log of what was applied, not only the current state.
   */
  observeHistory?: boolean;
  /**
   * A port on 127.0.0.1 where the check simulates the service that the receiver calls.
   */
  downstreamPort?: number;
  /**
   * A file with the responses of the service that the check simulates. Its schema is schemas/downstream-responses.schema.json.
   */
  downstreamResponse?: string;
  /**
   * A shell command that runs before the check, to start from a known state.
   */
  resetCmd?: string;
  /**
   * Hosts that Hookswitch may send to, besides this machine.
   *
   * Items: A host name, an address, host:port or a URL. If it contains a port, only that port is allowed.
   */
  allowHosts?: string[];
  /**
   * Seconds to wait for a response. Vendor: “the maximum time to wait for an HTTP response from the third-party application, with a time range of 3-10 seconds”. The default, 5, comes from an example for the P-Series, a sibling product.
   */
  timeoutSeconds?: number;
  /**
   * Number of retries after the first attempt. Vendor: “how many times the system should resend the request if delivery fails or no successful response is received”. The range, 1 to 5, is documented for the P-Series, a sibling product. The default, 3, comes from an example for the P-Series.
   */
  retryCount?: number;
  profile?: ProfileFile;
  /**
   * Whether the seed chooses all values that the profile doesn't set.
   */
  vary?: boolean;
  /**
   * The rules to check, as ids or patterns such as signature/*.
   *
   * Items: The id of a rule, or a pattern.
   */
  rules?: string[];
  /**
   * The rules to leave out, as ids or patterns such as retry/*.
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
   * Whether rules may take minutes instead of seconds, to wait longer and cover more situations.
   */
  thorough?: boolean;
  /**
   * How long the check may take, in seconds. The check starts with "must" rules.
   */
  budgetSeconds?: number;
  /**
   * The maximum number of requests that the check sends per second.
   */
  rate?: number;
  /**
   * The number of generated cases per property-based test.
   */
  numRuns?: number;
  /**
   * The number of schedules for messages that overlap, for a check of `app` in simulated time.
   */
  schedules?: number;
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
   * Items: A report as FORMAT=PATH, where FORMAT is json, ndjson, junit, ctrf, html, markdown, github, har, summary or agent.
   */
  reports?: string[];
  /**
   * The command that starts the receiver.
   */
  exec?: string;
  /**
   * Seconds to wait for the receiver to start.
   */
  waitSeconds?: number;
}
/**
 * Sender behavior that the vendor doesn't document. Anything left out keeps its default.
 */
export interface ProfileFile {
  /**
   * Where a GET carries the message. With none, an empty message is signed.
   */
  payloadIn?: 'body' | 'query' | 'none';
  /**
   * The query parameter that carries the message when payloadIn is query.
   */
  getQueryParameter?: string;
  /**
   * Milliseconds between the end of an attempt and the next one.
   */
  retryDelayMs?: number;
  /**
   * Whether a retry repeats the signature of the first attempt, or is signed with the current secret. They differ if the secret was renewed in between.
   */
  retrySignature?: 'repeated' | 'renewed';
  /**
   * Whether each request opens a new connection or reuses one. Vendor, about older event reports: “A new TCP connection will be established every time PBX sends an event.”
   */
  connections?: 'fresh' | 'kept';
  /**
   * The Content-Type header, in printable ASCII characters. Leave it empty to send none. The default, application/json, is that of older Yeastar event reports.
   */
  contentType?: string;
  /**
   * The Accept header, in printable ASCII characters. Leave it empty to send none. The default, application/json, is that of older Yeastar event reports.
   */
  accept?: string;
  /**
   * The User-Agent header, in printable ASCII characters. Leave it empty to send none. The default, WebAPI, is that of older Yeastar event reports.
   */
  userAgent?: string;
  /**
   * Whitespace in the JSON.
   */
  spacing?: 'compact' | 'spaced' | 'indented';
  /**
   * The order of the keys of every object.
   */
  keyOrder?: 'documented' | 'reversed';
  /**
   * Whether every slash in the JSON is escaped with a backslash.
   */
  escapeSlashes?: boolean;
  /**
   * Whether non-ASCII characters are written as \u escapes in the JSON.
   */
  escapeNonAscii?: boolean;
  /**
   * The messages for the deletion of a trunk that several PBXs share.
   */
  trunkDelete?: 'one-array' | 'many-messages';
  /**
   * The form of trunkDidInfoList in a pce_delete message; with last, the list before the deletion.
   */
  deletionList?: 'empty' | 'absent' | 'null' | 'last';
}
/**
 * The current DIDs of one Cloud PBX. The list is a snapshot, not a diff. More events may be added; the schema unknown-message covers them.
 */
export interface DidReport {
  /**
   * The name of the event. Vendor: did_change “DID numbers are assigned to a Cloud PBX when creating or editing the PBX” or “removed … when editing the PBX”; did_delete “DID numbers assigned to a Cloud PBX are deleted from their associated trunks”; trunk_delete “Trunks whose DID numbers have been assigned to a Cloud PBX are deleted”; pce_delete “A Cloud PBX assigned with DID numbers is deleted”.
   */
  event: 'did_change' | 'did_delete' | 'trunk_delete' | 'pce_delete';
  /**
   * The PBX's serial number. 16 characters in the vendor's examples: 36XXXXXXXXXXXXZK.
   */
  sn: string;
  /**
   * The DIDs that the PBX has now. Vendor: “The list of current DID information for the Cloud PBX.” On pce_delete its form is not documented: it may be empty, absent, null or the last list.
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
 * A response of the simulated service, and which requests get it.
 */
export interface DownstreamResponse {
  /**
   * The request method, such as POST. Default: any method.
   */
  method?: string;
  /**
   * The path of the request without its query. A * at its end stands for anything.
   */
  path: string;
  /**
   * The status code. Default 200.
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
   * The body. Text is sent unchanged, any other value as JSON. Default {}.
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
   * Whether a request that gets this response changes something in the service. Default true. Set it to false for an endpoint that only issues tokens.
   */
  counts?: boolean;
}
/**
 * The connectivity test, which an administrator starts in YCM under Operations. Vendor: “the third-party application pointed to by the URL will receive the following message in JSON format”.
 */
export interface TestMessage {
  /**
   * The name of the test.
   */
  event: 'test';
  /**
   * A human-readable text. On the vendor's page: “This is a webhook connectivity test.”
   */
  message: string;
  [k: string]: unknown;
}
/**
 * What was sent, what came back and what the observer saw.
 */
export interface Evidence {
  /**
   * The seed of the rule's cases.
   */
  seed: number;
  /**
   * The recorded attempts, in sending order. Up to 16: the first 4 and the last 12.
   */
  attempts: AttemptRecord[];
  /**
   * The observed states, in order. Up to 24: the first 12 and the last 12.
   */
  observations: Observation[];
  /**
   * The number of attempts that are not included.
   */
  omittedAttempts: number;
  /**
   * The number of generated cases that the rule tried.
   */
  runs?: number;
  triedLess?: TriedLess;
  /**
   * The smallest failing case: any JSON value.
   */
  counterexample?: unknown;
  /**
   * Notes on how the rule was checked.
   */
  notes?: string[];
}
/**
 * One HTTP exchange, byte for byte.
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
   * The name of the fault that the message was sent with.
   */
  fault?: string;
  /**
   * The date and time when the attempt started, as in RFC 3339.
   */
  sentAt: string;
  /**
   * Milliseconds from the start to the outcome.
   */
  elapsedMs: number;
  /**
   * Milliseconds that Hookswitch itself was delayed during the attempt, if at least 500. The delay may explain the outcome.
   */
  measuredLateMs?: number;
  request: RequestRecord;
  outcome: OutcomeRecord;
}
/**
 * A sent request.
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
   * Whether only the beginning is included.
   */
  truncated: boolean;
}
/**
 * A body that is not UTF-8.
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
   * Whether only the beginning is included.
   */
  truncated: boolean;
}
/**
 * A response. A 2xx acknowledges the message.
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
   * Whether the response was read completely.
   */
  bodyComplete: boolean;
}
/**
 * No complete response arrived in time.
 */
export interface TimeoutRecord {
  kind: 'timeout';
  phase: Phase;
  /**
   * The status code, if it arrived.
   */
  status?: number;
}
/**
 * The connection failed or broke.
 */
export interface ConnectionFailedRecord {
  kind: 'connection-failed';
  /**
   * The failure code, such as ECONNREFUSED.
   */
  code: string;
  phase: Phase;
  /**
   * The failure in words.
   */
  message: string;
}
/**
 * The sender closed the connection early, on purpose.
 */
export interface AbortedRecord {
  kind: 'aborted';
  /**
   * Where the connection was closed.
   */
  at: string;
}
/**
 * The state of a PBX, as the observer showed it.
 */
export interface SeenState {
  /**
   * The PBX's serial number.
   */
  sn: string;
  /**
   * Milliseconds since the rule started.
   */
  atMs: number;
  /**
   * The state from the observer: any JSON value. A state of more than 4,096 characters is cut and stored as text.
   */
  state: unknown;
}
/**
 * An observation that failed.
 */
export interface FailedObservation {
  /**
   * The PBX's serial number.
   */
  sn: string;
  /**
   * Milliseconds since the rule started.
   */
  atMs: number;
  /**
   * Why the observer failed.
   */
  error: string;
}
/**
 * How much the rule tried and how much it had planned, if it tried less, for example because time ran out.
 */
export interface TriedLess {
  /**
   * What is counted.
   */
  what: 'cases' | 'messages at once' | 'seconds';
  /**
   * The number tried.
   */
  tried: number;
  /**
   * The number that the rule tries unless something limits it, such as time or a rate limit.
   */
  planned: number;
}
/**
 * The result of a load: the plan, what was sent, how the receiver handled it, and the verdict.
 */
export interface LoadReport {
  tool: LoadTool;
  /**
   * A date and time as in RFC 3339. When the schedule started.
   */
  startedAt: string;
  /**
   * Milliseconds until nothing was in flight.
   */
  durationMs: number;
  /**
   * done: the result of every message is known; drained: the time to wait for results was over; aborted: the run was stopped early.
   */
  ended: 'done' | 'drained' | 'aborted';
  /**
   * Why the run was stopped early.
   */
  stoppedBecause?: string;
  /**
   * The seed of messages and due times.
   */
  seed: number;
  receiver: LoadReceiver;
  settings: Settings;
  profile: ProfileFile;
  plan: LoadPlanRecord;
  mixture: LoadMixture;
  connections: LoadConnections;
  /**
   * pass: every threshold passed; fail: one failed; inconclusive: one could not be measured; interrupted: stopped by the user.
   */
  verdict: 'pass' | 'fail' | 'inconclusive' | 'interrupted';
  /**
   * The thresholds.
   */
  checks: LoadCheck[];
  /**
   * The requested average rate in messages per second; max is as fast as the connections allow.
   */
  requestedPerSecond: number | 'max';
  /**
   * The achieved rate in messages per second.
   */
  achievedPerSecond: number;
  limitedBy: LoadLimitedBy;
  /**
   * The reason, in words.
   */
  limitedByWhy: string;
  /**
   * Share of time in which the tool's thread was busy.
   */
  utilization: number;
  measuredLate?: LoadMeasuredLate;
  /**
   * The number of messages due.
   */
  due: number;
  /**
   * The number of due messages that were never sent.
   */
  unsent: number;
  messages: LoadMessages;
  /**
   * All attempts, including retries.
   */
  attempts: number;
  /**
   * The number of retries.
   */
  retries: number;
  /**
   * The size of all requests, headers included, in bytes.
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
   * With --via: the workers.
   */
  workers?: LoadWorker[];
  maybeSentTwice?: LoadSentTwice;
  /**
   * The run in intervals, in order.
   */
  series: LoadPoint[];
}
/**
 * The program that wrote the report.
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
 * The receiver under load.
 */
export interface LoadReceiver {
  /**
   * The URL of the receiver, without credentials.
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
   * Seconds to wait for a response. Vendor: “the maximum time to wait for an HTTP response from the third-party application, with a time range of 3-10 seconds”. The default, 5, comes from an example for the P-Series, a sibling product.
   */
  timeoutSeconds: number;
  /**
   * Number of retries after the first attempt. Vendor: “how many times the system should resend the request if delivery fails or no successful response is received”. The range, 1 to 5, is documented for the P-Series, a sibling product. The default, 3, comes from an example for the P-Series.
   */
  retryCount: number;
}
/**
 * When messages are due.
 */
export interface LoadPlanRecord {
  /**
   * Messages per second, or max.
   */
  rate: number | 'max';
  /**
   * The rate increases over this time.
   */
  rampMs?: number;
  /**
   * Messages are due for this long.
   */
  durationMs?: number;
  /**
   * The number of messages.
   */
  count?: number;
  /**
   * How messages are spread over time.
   */
  arrivals: 'poisson' | 'even' | 'burst';
  /**
   * The number of messages in a burst.
   */
  burstSize?: number;
}
/**
 * What was sent.
 */
export interface LoadMixture {
  /**
   * The relative share of each event.
   */
  events: {
    [k: string]: number;
  };
  /**
   * Share of duplicates.
   */
  repeated: number;
  /**
   * Share of forged messages.
   */
  forged: number;
  /**
   * Whether each message was generated and signed when it was due, or a set was generated in advance.
   */
  sign: 'each' | 'once';
}
/**
 * How connections were used.
 */
export interface LoadConnections {
  /**
   * The maximum number at once.
   */
  most: number;
  /**
   * Whether each attempt opened a connection, or connections were reused.
   */
  reuse: 'fresh' | 'kept';
}
/**
 * One threshold of the run, and its result.
 */
export interface LoadCheck {
  /**
   * The name of the threshold.
   */
  name: 'ack' | 'failed' | 'forged' | 'rate' | 'end-state' | 'finished';
  /**
   * The result of the threshold; inconclusive if it can't be measured.
   */
  verdict: 'pass' | 'fail' | 'inconclusive';
  /**
   * The expected value, in words.
   */
  expected: string;
  /**
   * The actual value, in words.
   */
  actual: string;
}
/**
 * Attempts during which Hookswitch itself was delayed, which may explain their times and timeouts. Absent if there were none.
 */
export interface LoadMeasuredLate {
  /**
   * The number of attempts.
   */
  attempts: number;
  /**
   * The number of these attempts that timed out.
   */
  timeouts: number;
  /**
   * Messages that were lost after such a timeout.
   */
  lost: number;
  /**
   * The longest delay during one of these attempts, in milliseconds.
   */
  longestMs: number;
}
/**
 * The results of the messages, by kind.
 */
export interface LoadMessages {
  genuine: LoadDeliveries;
  repeated: LoadDeliveries;
  forged: LoadDeliveries;
}
/**
 * The results of one kind of message.
 */
export interface LoadDeliveries {
  /**
   * Messages that were sent at least once.
   */
  sent: number;
  /**
   * Messages that got a 2xx in time. For forged messages, this is a bug in the receiver.
   */
  acknowledged: number;
  /**
   * Messages whose last attempt got another response. This is correct for forged messages.
   */
  refused: number;
  /**
   * Messages whose last attempt got no response.
   */
  unanswered: number;
  /**
   * Messages without a result when the run ended.
   */
  aborted: number;
}
/**
 * Ended attempts by outcome: the status of the response, timeout, aborted, or the code of a failed connection.
 */
export interface LoadOutcomes {
  [k: string]: number;
}
/**
 * Percentiles of a time in milliseconds; null if nothing was counted.
 */
export interface LoadPercentiles {
  /**
   * The median.
   */
  p50: number | null;
  /**
   * The 90th percentile.
   */
  p90: number | null;
  /**
   * The 99th percentile.
   */
  p99: number | null;
  /**
   * The 99.9th percentile.
   */
  p999: number | null;
  /**
   * The maximum.
   */
  max: number | null;
}
/**
 * The full distribution of times.
 */
export interface LoadHistograms {
  lag: LoadHistogram;
  service: LoadHistogram;
  ack: LoadHistogram;
}
/**
 * A histogram of durations. Add the counts to merge histograms.
 */
export interface LoadHistogram {
  /**
   * The unit of the values: microseconds.
   */
  unit: 'us';
  /**
   * Alternating bucket and count. Below 2048, each microsecond is a bucket; above, there are 1024 buckets per octave.
   */
  counts: number[];
  /**
   * The exact maximum, in microseconds.
   */
  max: number;
}
/**
 * The state of the PBXs after the load, compared with PBXs that got the same messages at a low rate.
 */
export interface LoadEndState {
  /**
   * PBXs whose messages were all acknowledged.
   */
  pbxs: number;
  /**
   * The number of PBXs that were compared.
   */
  checked: number;
  /**
   * The number of PBXs that had a different state.
   */
  wrong: number;
  /**
   * PBXs with an unacknowledged message. Their expected state is unknown.
   */
  leftOut: number;
  /**
   * Examples of wrong PBXs.
   */
  examples: WrongState[];
  /**
   * Why some or all PBXs were not compared.
   */
  reason?: string;
}
/**
 * A PBX with a wrong state.
 */
export interface WrongState {
  /**
   * The serial number of the PBX.
   */
  sn: string;
  /**
   * How the state of the PBX differs, in words.
   */
  difference: string;
}
/**
 * The highest rate that the receiver sustains.
 */
export interface LoadLimit {
  /**
   * Messages per second, or null if no tried rate was sustained.
   */
  perSecond: number | null;
  /**
   * The tried rates, in order.
   */
  steps: LoadStep[];
}
/**
 * One rate tried in the search for the limit.
 */
export interface LoadStep {
  /**
   * The requested rate.
   */
  perSecond: number;
  /**
   * Whether every threshold passed.
   */
  isSustained: boolean;
  /**
   * The achieved rate in messages per second.
   */
  achievedPerSecond: number;
  ackMs: LoadPercentiles;
  limitedBy: LoadLimitedBy;
  /**
   * What failed, in words. Empty if nothing failed.
   */
  why: string;
}
/**
 * A worker that sent part of a load.
 */
export interface LoadWorker {
  /**
   * The name of the worker.
   */
  name: string;
  /**
   * The number of slices that the worker sent completely.
   */
  slices: number;
  /**
   * The number of messages in these slices.
   */
  sent: number;
  /**
   * The number of slices that the worker sent late because it was too busy.
   */
  limited: number;
  /**
   * How far the worker's clock is ahead of the coordinator's, in milliseconds; negative if it is behind. The schedule doesn't depend on this clock.
   */
  clockOffsetMs: number;
  /**
   * The maximum error of the offset, in milliseconds.
   */
  clockErrorMs: number;
  /**
   * Whether the worker crashed or was killed before the end.
   */
  isLost: boolean;
}
/**
 * With --via: slices taken over from a worker that crashed or was killed. It may already have sent some of their messages.
 */
export interface LoadSentTwice {
  /**
   * The number of slices.
   */
  slices: number;
  /**
   * The maximum number of messages that were sent twice: all messages of these slices, each time they were taken over.
   */
  deliveries: number;
  lagMs: LoadPercentiles1;
}
/**
 * Percentiles of a time in milliseconds; null if nothing was counted.
 */
export interface LoadPercentiles1 {
  /**
   * The median.
   */
  p50: number | null;
  /**
   * The 90th percentile.
   */
  p90: number | null;
  /**
   * The 99th percentile.
   */
  p99: number | null;
  /**
   * The 99.9th percentile.
   */
  p999: number | null;
  /**
   * The maximum.
   */
  max: number | null;
}
/**
 * What happened in one interval of the run.
 */
export interface LoadPoint {
  /**
   * The end of the interval, in milliseconds from the start.
   */
  atMs: number;
  /**
   * The length of the interval, in milliseconds.
   */
  intervalMs: number;
  /**
   * Messages that became due.
   */
  due: number;
  /**
   * Messages whose first attempt started.
   */
  sent: number;
  /**
   * Attempts that started, including retries.
   */
  attempts: number;
  /**
   * Messages that were acknowledged.
   */
  acknowledged: number;
  /**
   * Attempts in flight at the end of the interval.
   */
  inFlight: number;
  /**
   * Messages due but not sent at the end of the interval.
   */
  late: number;
  /**
   * Deliveries waiting for a retry at the end of the interval.
   */
  waitingForRetry: number;
  outcomes: LoadOutcomes;
  lagMs: LoadPercentiles;
  serviceMs: LoadPercentiles;
  ackMs: LoadPercentiles;
}
/**
 * A single object, like the test message, with an unknown event.
 */
export interface UnknownEvent {
  /**
   * The name of an undocumented event.
   */
  event: string;
  [k: string]: unknown;
}
/**
 * An item of a list with an undocumented event, or with neither event nor repository.
 */
export interface UnknownReport {
  /**
   * The name of an event that isn't documented for reports in a list.
   */
  event?: string;
  [k: string]: unknown;
}
/**
 * One line of a recording (NDJSON): a request that arrived, was sent, or is to be sent.
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
   * A description.
   */
  note?: string;
  /**
   * The name of the sender's deliberate deviation.
   */
  fault?: string;
  signature?: SignatureRecord;
  answer?: OutcomeRecord;
  forwarded?: ForwardedRecord;
  expected?: ExpectedVerdict;
}
/**
 * Whether the signature is valid for the secret used when recording.
 */
export interface SignatureRecord {
  /**
   * The verdict.
   */
  verdict: 'valid' | 'invalid' | 'missing' | 'not-checked';
  /**
   * The names of the mistakes that give exactly this signature.
   */
  mistakes?: string[];
}
/**
 * The receiver that the request was forwarded to, and its response, which the sender got.
 */
export interface ForwardedRecord {
  /**
   * The URL of the receiver, without credentials.
   */
  url: string;
  outcome: OutcomeRecord;
  /**
   * How long the exchange with the receiver took (ms).
   */
  elapsedMs: number;
}
/**
 * What a correct receiver does with it.
 */
export interface ExpectedVerdict {
  /**
   * A 2xx in time; or no 2xx and no change.
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
   * The date and time when the check started, as in RFC 3339.
   */
  startedAt: string;
  /**
   * The seed of all generated cases.
   */
  seed: number;
  receiver: ReportReceiver;
}
/**
 * The program that ran the check.
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
   * The receiver's URL.
   */
  url: string;
  /**
   * The request method.
   */
  method: 'GET' | 'POST';
}
/**
 * The result of one rule. Result lines are in the order in which the rules were checked.
 */
export interface ResultLine {
  kind: 'result';
  /**
   * The number of rules checked so far, including this one.
   */
  checked: number;
  /**
   * The number of rules to check.
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
   * The number of the deciding attempt in the evidence.
   */
  attempt?: number;
  /**
   * What happened, one line per step; the last line is the result.
   */
  steps?: string[];
  sequence?: Sequence;
}
/**
 * The messages that reproduce a failure of the rule retry/converges, step by step. PBXs and DIDs are numbered; each run gives them new serial numbers and ids.
 */
export interface Sequence {
  /**
   * Where an editor finds this schema.
   */
  $schema?: string;
  /**
   * Derived from the steps. For people only: the file name identifies the sequence.
   */
  id?: string;
  /**
   * The steps in words, with the result. For people only.
   *
   * @maxItems 400
   */
  description?: string[];
  /**
   * The steps, in order.
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
   * How the message is sent. sent: normally. lost-ack: the connection is closed before the response. other-secret: signed with another secret. tampered: changed after signing. malformed-json: truncated, signed with another secret. wrong-shape: with a string instead of each list of DIDs, or instead of each updateTime of a capacity report, signed with another secret. test: the test message. restart: no message; the receiver restarts.
   */
  how:
    'sent' | 'lost-ack' | 'other-secret' | 'tampered' | 'malformed-json' | 'wrong-shape' | 'test' | 'restart';
  /**
   * The reports of the message, all of one kind. The test message and a restart have none. The same report again is a duplicate; one with a smaller `at` than an earlier one is late.
   *
   * @minItems 1
   * @maxItems 50
   */
  reports?: SequenceReport[];
}
/**
 * A report about one PBX: its DIDs with an event, or its capacity.
 */
export interface SequenceReport {
  /**
   * The number of the PBX.
   */
  pbx: number;
  /**
   * When it happened, in seconds from the start of the sequence.
   */
  at: number;
  /**
   * The name of the event. Vendor: did_change “DID numbers are assigned to a Cloud PBX when creating or editing the PBX” or “removed … when editing the PBX”; did_delete “DID numbers assigned to a Cloud PBX are deleted from their associated trunks”; trunk_delete “Trunks whose DID numbers have been assigned to a Cloud PBX are deleted”; pce_delete “A Cloud PBX assigned with DID numbers is deleted”.
   */
  event?: 'did_change' | 'did_delete' | 'trunk_delete' | 'pce_delete';
  /**
   * The DIDs that the PBX has now; may be null or absent for a deletion.
   *
   * @maxItems 50
   */
  dids?: number[] | null;
  capacity?: Repository;
}
/**
 * The last line: the result of the check. If it is missing, the check was killed.
 */
export interface EndLine {
  kind: 'end';
  /**
   * The length of the check, in milliseconds.
   */
  durationMs: number;
  /**
   * The time limit of the check, in milliseconds.
   */
  budgetMs?: number;
  rateLimit?: RateLimit;
  /**
   * Whether time was real or simulated. Absent: real.
   */
  time?: 'real' | 'simulated';
  /**
   * The simulated length of the check, in milliseconds.
   */
  simulatedMs?: number;
  /**
   * Whether the same seed repeats a check in simulated time exactly. False if the operating system decided an order.
   */
  isExact?: boolean;
  settings: Settings;
  profile: ProfileFile;
  /**
   * How the receiver's state was observed, or null.
   */
  observer: null | HttpObserver | CommandObserver | DownstreamObserver | FunctionObserver;
  /**
   * Whether the check was stopped before all rules were checked.
   */
  interrupted: boolean;
  summary: Summary;
  baseline?: BaselineState;
  diagnosis?: Diagnosis;
  /**
   * Causes beside the diagnosis, most harmful first.
   */
  otherCauses?: Diagnosis[];
  behind?: Behind;
}
/**
 * The receiver's rate limit, as the check observed it. Absent if the check didn't hit one.
 */
export interface RateLimit {
  /**
   * The number of requests that were let through before one was rejected.
   */
  accepted: number;
  /**
   * The time in which they were let through, in milliseconds.
   */
  withinMs: number;
  /**
   * The status code of the rejection.
   */
  status: 429 | 503;
  /**
   * How long the Retry-After header of the rejection says to wait, in milliseconds.
   */
  retryAfterMs?: number;
  /**
   * How long after the rejection the next request was let through, in milliseconds. Absent if unknown.
   */
  reopenedMs?: number;
  /**
   * Present if only requests to the observer were rejected, not messages.
   */
  onlyLooks?: true;
  /**
   * The requests per second that the check slowed down to. Absent when it stopped sending.
   */
  slowedTo?: number;
}
/**
 * The receiver's state was read from a URL.
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
 * Which values of a message the observer shows.
 */
export interface LearnedState {
  /**
   * The fields whose values can be found in the state.
   */
  shows: LearnedField[];
  /**
   * The fields whose values can't be found. Rules don't check them.
   */
  hides: FieldName[];
  /**
   * Places in the state, such as stats.total, that change without a message about the PBX. Rules ignore them.
   */
  ignores?: string[];
  /**
   * Places, such as version, not compared because of their names.
   */
  notCompared?: string[];
  /**
   * Patterns of observeIgnore that never matched.
   */
  unmatched?: string[];
  /**
   * Why the observer can't be used, or only in part. no-effect: no acknowledged message has an effect that it shows. shows-all: it always shows all PBXs. one-state: it shows the last message, whichever PBX is requested.
   */
  problem?: 'no-effect' | 'shows-all' | 'one-state';
  /**
   * Set if the observer works, but the receiver doesn't apply reports as YCM sends them. objects: it only applies a report outside an array. milliseconds: it only applies a report whose updateTime is in milliseconds.
   */
  appliesOnly?: 'objects' | 'milliseconds';
}
/**
 * A field that the observer shows.
 */
export interface LearnedField {
  field: FieldName;
  /**
   * How it is shown: as a string, as a number, or within a longer string.
   */
  form: 'text' | 'number' | 'within-text';
}
/**
 * The receiver's state was read with a command.
 */
export interface CommandObserver {
  learned?: LearnedState;
  kind: 'command';
  /**
   * The command that prints the state of the PBX in YCM_SN. Anything that looks like a credential is masked.
   */
  command: string;
}
/**
 * The receiver was observed through its calls to a downstream service that the check simulated.
 */
export interface DownstreamObserver {
  learned?: LearnedState;
  kind: 'downstream';
  /**
   * The URL of the simulated service.
   */
  url: string;
}
/**
 * The receiver's state was read with a function in the same process.
 */
export interface FunctionObserver {
  learned?: LearnedState;
  kind: 'function';
}
/**
 * The number of results with each verdict.
 */
export interface Summary {
  /**
   * Rules that passed.
   */
  pass: number;
  /**
   * Rules that failed.
   */
  fail: number;
  /**
   * Rules that were tried without a clear result.
   */
  inconclusive: number;
  /**
   * Rules that were skipped because something they need was not given.
   */
  skipped: number;
  /**
   * Rules that stopped with an internal error of the tool.
   */
  error: number;
}
/**
 * Problems with the baseline. Each of them fails the check.
 */
export interface BaselineState {
  /**
   * Rules in the baseline that passed.
   */
  stale: string[];
  /**
   * Rules that still fail after their expiry date.
   */
  expired: string[];
}
/**
 * The root cause: what to fix first.
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
    | 'no-response'
    | 'rate-limit'
    | 'unavailable'
    | 'too-large'
    | 'wrong-content-type'
    | 'other-carriage'
    | 'csrf-protection'
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
    | 'signature-bare-secret'
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
    | 'expects-milliseconds'
    | 'refuses-capacity'
    | 'refuses-dids'
    | 'no-signature-check'
    | 'acknowledges-forgeries'
    | 'broke-down'
    | 'fails-now-and-then'
    | 'mixes-up-messages'
    | 'loses-messages'
    | 'memory-per-process'
    | 'one-clock-for-all-pbxs'
    | 'one-clock-for-both-kinds'
    | 'one-state-for-all-pbxs'
    | 'fails-at-once'
    | 'drops-connections'
    | 'idle-connection-blocks'
    | 'observer-not-found'
    | 'observer-shows-no-effect'
    | 'observer-unstable'
    | 'observer-fails'
    | 'observer-slow'
    | 'queue-slow'
    | 'effects-late'
    | 'effects-in-steps'
    | 'observer-shows-all';
  /**
   * The cause in one sentence.
   */
  title: string;
  /**
   * What was sent and what came back, in short lines.
   */
  evidence: string[];
  /**
   * What to do about the problem, in one or two sentences.
   */
  fix: string;
  /**
   * The causes behind which it was found.
   */
  behind?: string[];
  /**
   * Rules that failed, or couldn't be checked, because of this cause.
   */
  explains: string[];
}
/**
 * What lies behind the root cause. The check sent what the receiver expects, and tried the rules that the cause left open. Absent: nothing was tried.
 */
export interface Behind {
  /**
   * The causes that the check saw through, in the order in which it found them.
   */
  adapted: SeenThrough[];
  /**
   * The causes behind them, most harmful first.
   */
  causes: Diagnosis[];
  /**
   * The rules that failed behind them.
   */
  results: RuleResult[];
  /**
   * The ids of rules that only a receiver without these causes can show to pass or fail.
   */
  hidden: string[];
}
/**
 * A cause that the check saw through.
 */
export interface SeenThrough {
  /**
   * The cause, for programs.
   */
  cause: string;
  /**
   * What the check sent instead, such as hex signatures.
   */
  words: string;
  /**
   * The ids of rules that this cause left open, and that pass once it is fixed.
   */
  passed: string[];
}
/**
 * The result of a check: the receiver, the settings, and a result for each rule, in the order of the rule list.
 */
export interface Report {
  tool: ReportTool;
  /**
   * The date and time when the check started, as in RFC 3339.
   */
  startedAt: string;
  /**
   * The length of the check, in milliseconds.
   */
  durationMs: number;
  /**
   * Whether time was real or simulated. Absent: real.
   */
  time?: 'real' | 'simulated';
  /**
   * The simulated length of the check, in milliseconds.
   */
  simulatedMs?: number;
  /**
   * Whether the same seed repeats a check in simulated time exactly. False if the operating system decided an order.
   */
  isExact?: boolean;
  /**
   * The seed of all generated cases.
   */
  seed: number;
  receiver: ReportReceiver;
  settings: Settings;
  profile: ProfileFile;
  /**
   * How the receiver's state was observed, or null.
   */
  observer: null | HttpObserver | CommandObserver | DownstreamObserver | FunctionObserver;
  /**
   * The time limit of the check, in milliseconds.
   */
  budgetMs?: number;
  rateLimit?: RateLimit;
  /**
   * Whether the check was stopped before all rules were checked.
   */
  interrupted: boolean;
  summary: Summary;
  baseline?: BaselineState;
  diagnosis?: Diagnosis;
  /**
   * The other causes, most harmful first.
   */
  otherCauses?: Diagnosis[];
  behind?: Behind;
  /**
   * The results, in the order of the rule list.
   */
  results: RuleResult[];
}
/**
 * A series of administrator actions on a YCM that starts without PBXs or trunks. Every step produces the messages that YCM would push.
 */
export interface Scenario {
  /**
   * Where an editor finds this schema.
   */
  $schema?: string;
  /**
   * The name of the scenario.
   */
  name: string;
  /**
   * A summary in one sentence.
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
 * Adds a trunk with free DIDs, or adds free DIDs to an existing trunk. YCM pushes nothing.
 */
export interface AddTrunk {
  /**
   * The kind of action.
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
   * Seconds after the previous step. Only the simulated YCM's clock (updateTime) advances: Hookswitch doesn't wait. Default 1.
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
 * Creates a Cloud PBX. YCM pushes did_change if the PBX gets DIDs, and a capacity report if it gets capacity.
 */
export interface CreatePbx {
  /**
   * The kind of action.
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
   * Seconds after the previous step. Only the simulated YCM's clock (updateTime) advances: Hookswitch doesn't wait. Default 1.
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
 * The capacities to set, such as extensions.
 */
export interface Capacities {
  /**
   * Digits, "yes" or "no".
   */
  [k: string]: string;
}
/**
 * Assigns free DIDs to a PBX. YCM pushes did_change.
 */
export interface AssignDids {
  /**
   * The kind of action.
   */
  action: 'assign-dids';
  /**
   * The serial number of a Cloud PBX.
   */
  sn: string;
  didIds: DidIds;
  /**
   * Seconds after the previous step. Only the simulated YCM's clock (updateTime) advances: Hookswitch doesn't wait. Default 1.
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
 * Removes DIDs from a PBX. They stay in their trunk. YCM pushes did_change.
 */
export interface RemoveDids {
  /**
   * The kind of action.
   */
  action: 'remove-dids';
  /**
   * The serial number of a Cloud PBX.
   */
  sn: string;
  didIds: DidIds;
  /**
   * Seconds after the previous step. Only the simulated YCM's clock (updateTime) advances: Hookswitch doesn't wait. Default 1.
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
 * Deletes DIDs from their trunks. YCM pushes did_delete for every PBX that had one of them.
 */
export interface DeleteDids {
  /**
   * The kind of action.
   */
  action: 'delete-dids';
  didIds: DidIds;
  /**
   * Seconds after the previous step. Only the simulated YCM's clock (updateTime) advances: Hookswitch doesn't wait. Default 1.
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
 * Deletes a trunk with its DIDs. YCM pushes trunk_delete for every PBX that had one of them.
 */
export interface DeleteTrunk {
  /**
   * The kind of action.
   */
  action: 'delete-trunk';
  /**
   * The trunk's id.
   */
  trunkId: string;
  /**
   * Seconds after the previous step. Only the simulated YCM's clock (updateTime) advances: Hookswitch doesn't wait. Default 1.
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
 * Deletes a Cloud PBX and frees its DIDs. YCM pushes pce_delete if the PBX had any.
 */
export interface DeletePbx {
  /**
   * The kind of action.
   */
  action: 'delete-pbx';
  /**
   * The serial number of a Cloud PBX.
   */
  sn: string;
  /**
   * Seconds after the previous step. Only the simulated YCM's clock (updateTime) advances: Hookswitch doesn't wait. Default 1.
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
 * Changes the capacity of one or more PBXs. YCM pushes a capacity report for each.
 */
export interface Resize {
  /**
   * The kind of action.
   */
  action: 'resize';
  /**
   * The serial number of one PBX, or those of several.
   */
  sn: string | string[];
  repository: Capacities;
  /**
   * Seconds after the previous step. Only the simulated YCM's clock (updateTime) advances: Hookswitch doesn't wait. Default 1.
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
 * The messages that arrive at a receiver, step by step, for the rule retry/converges. PBXs and DIDs are numbered; each run gives them new serial numbers and ids.
 */
export interface Sequence1 {
  /**
   * Where an editor finds this schema.
   */
  $schema?: string;
  /**
   * Derived from the steps. For people only: the file name identifies the sequence.
   */
  id?: string;
  /**
   * The steps in words, with the result. For people only.
   *
   * @maxItems 400
   */
  description?: string[];
  /**
   * The steps, in order.
   *
   * @minItems 1
   * @maxItems 200
   */
  steps: SequenceStep[];
}
/**
 * One configured entry on YCM's webhook page.
 */
export interface Webhook {
  /**
   * An http or https URL. Vendor: “Enter the Webhook URL, which serves as the event push destination.”
   */
  url: string;
  /**
   * A secret of 32 printable ASCII characters. Vendor: “A system-generated 32-character key used to sign Webhook messages.” The text itself is the key: it isn't decoded. The example of a sibling product has only letters and digits.
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
 * The webhooks that `hookswitch send --webhooks FILE` pushes to. The file never contains a secret, only the name of the environment variable or file that does.
 */
export interface WebhooksFile {
  /**
   * Where an editor finds this schema.
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
   * The environment variable with the secret, default YCM_WEBHOOK_SECRET.
   */
  secretEnv?: string;
  /**
   * A file with the secret.
   */
  secretFile?: string;
}
