// What the API takes and returns. What comes from outside, from a request or the state's file, has a schema. What the server makes has
// only a type. Times are RFC 3339 in UTC, durations end in Ms.
import { eventTitles } from '../../../schemas/events.ts';
import type { EventTitle } from '../../../schemas/generated/events.ts';
import { needs } from '../../../schemas/need.ts';
import {
  type Accepted,
  anyObject,
  choice,
  either,
  listOf,
  object,
  record,
  textOf,
  time,
  whole,
  yesNo,
} from './schema.ts';

export type { EventTitle };

/** The body of every response that is not a success. */
export interface ApiProblem {
  /** A name for programs, such as bad-webhook. */
  code: string;
  /** What is wrong, where, and what to do. */
  message: string;
  /** The form field with the problem. */
  field?: string;
}

export interface Console {
  version: string;
  /** Where its data is stored. */
  folder: string;
  /** Allowed hosts other than loopback. */
  allowHosts: string[];
  /** The address of the inbox. */
  inboxUrl: string;
  /** The command that can start a receiver for a check. */
  exec?: string;
}

export type Topic = 'push' | 'fleet' | 'inbox' | 'checks' | 'deliveries';

/** What to read again if it is shown. */
export interface ConsoleEvent {
  kind: 'changed';
  what: Topic[];
}

/** The value after #open= in the address. */
export const openingToken = object({ token: textOf(200, 1) });

const method = choice('POST', 'GET');
const secret = textOf(200);
const url = textOf(2000, 1);

/** The checkbox of Webhook Event Push, Timeout(s) and Retry Count. */
export const pushSettings = object({
  isEnabled: yesNo,
  timeoutSeconds: whole(3, 10),
  retryCount: whole(1, 5),
});
export type PushSettings = Accepted<typeof pushSettings>;

export interface PushPage {
  settings: PushSettings;
  webhooks: WebhookRow[];
  maxWebhooks: number;
  /** The events that a webhook can subscribe to. */
  eventTitles: EventTitle[];
}

/** The events that are pushed, by the vendor's titles, or All. */
const webhookEvents = either(
  choice('All'),
  listOf(choice(...eventTitles), { uniqueItems: true, minItems: 1 }),
);
export type WebhookEvents = Accepted<typeof webhookEvents>;

/** Without a secret, one is generated, or kept. */
export const webhookForm = object({ url, method, events: webhookEvents }, { secret });
export type WebhookForm = Accepted<typeof webhookForm>;

export interface WebhookRow {
  id: string;
  url: string;
  method: 'POST' | 'GET';
  events: WebhookEvents;
  /** Identifies the secret without revealing it. */
  secretFingerprint: string;
}

/** A message, which doesn't have to be JSON, and the name of a fault. */
export const messageForm = object({ body: textOf(200_000) }, { fault: textOf(80) });
export type MessageForm = Accepted<typeof messageForm>;

export interface MessageChoices {
  samples: { event: string; body: string }[];
  /** The title completes "a message …". */
  faults: { name: string; title: string }[];
}

/** Null removes it. */
export const optionalSecret = object({ secret: either(secret, nothing()) });

function nothing() {
  return { type: 'null' } as { readonly type: 'null'; readonly '~accepts'?: null };
}

/** The capacity of a Cloud PBX; every value is a string, as in the vendor's messages. */
const repository = record(textOf(80));
export type RepositoryView = Accepted<typeof repository>;

const id = textOf(80, 1);
const didIds = listOf(id, { maxItems: 1000, uniqueItems: true });
/** Without a serial number, it is free. */
const did = object({ did: id, didId: id, trunkId: id, trunkName: textOf(200, 1) }, { sn: textOf() });
export type DidView = Accepted<typeof did>;
const pbx = object({ sn: textOf(), repository });
export type PbxView = Accepted<typeof pbx>;
const trunk = object({ trunkId: textOf(), trunkName: textOf() });
export type TrunkView = Accepted<typeof trunk>;

export const fleetView = object({ pbxs: listOf(pbx), trunks: listOf(trunk), dids: listOf(did) });
export type FleetView = Accepted<typeof fleetView>;

/** What an administrator does. */
export const consoleAction = either(
  object({ action: choice('add-trunk'), dids: listOf(did, { minItems: 1, maxItems: 1000 }) }),
  object({ action: choice('create-pbx'), sn: id, didIds }, { repository }),
  object({ action: choice('assign-dids', 'remove-dids', 'bind-dids'), sn: id, didIds }),
  object({ action: choice('delete-dids'), didIds }),
  object({ action: choice('delete-trunk'), trunkId: id }),
  object({ action: choice('delete-pbx'), sn: id }),
  object({ action: choice('resize'), sn: id, repository }),
);
export type ConsoleAction = Accepted<typeof consoleAction>;
/** The time in its messages: that of a preview; default now. */
export const actionQuery = object({}, { updateTime: whole(1) });

export interface PreviewedMessage {
  event: string;
  /** The message, indented. */
  json: string;
  /** The URLs that it goes to. */
  webhooks: string[];
}

const outcome = choice('acknowledged', 'refused', 'timeout', 'connection-failed', 'aborted');
/** Refused: a response that is not a 2xx. */
export type AttemptOutcomeName = Accepted<typeof outcome>;
const deliveryState = choice('pending', 'acknowledged', 'exhausted');
export type DeliveryStateName = Accepted<typeof deliveryState>;

/** Rows with a number below `before`, newest first. */
const paging = { before: whole(1), limit: { ...whole(1, 500), default: 100 } };
export const inboxQuery = object({}, paging);
/** `webhook` is an id, `event` the kind of a message. `text` is found in the message, the URL or the signature. */
export const deliveryQuery = object(
  {},
  { ...paging, state: deliveryState, webhook: textOf(80), event: textOf(80), text: textOf(200) },
);

export interface DeliveryRow {
  /** Its number, from 1, in the order of acceptance. */
  seq: number;
  acceptedAt: string;
  /** The kind of the message, such as did_change. */
  event: string;
  /** A short summary: serial numbers and counts. */
  summary: string;
  webhookId: string;
  url: string;
  method: 'POST' | 'GET';
  fault?: string;
  state: DeliveryStateName;
  timeoutMs: number;
  attempts: AttemptRow[];
}

export interface AttemptRow {
  n: number;
  startedAt: string;
  /** Absent: it is in progress, or the console stopped before it ended. */
  elapsedMs?: number;
  outcome?: AttemptOutcomeName;
  status?: number;
  /** The outcome in words. */
  detail?: string;
  /** How long Hookswitch itself was held up meanwhile, if long enough to matter. The outcome may be due to that. */
  measuredLateMs?: number;
}

/** A page of a list. */
export interface Page<Row> {
  rows: Row[];
  /** The total number stored. */
  total: number;
  /** Pass it as `before`; absent: there are no more. */
  next?: number;
}
export type DeliveryPage = Page<DeliveryRow>;

/** Bytes as text if they are UTF-8, otherwise in Base64. Long ones are truncated. */
const bytes = object(
  { encoding: choice('text', 'base64'), data: textOf(), size: whole(0) },
  { isCut: yesNo },
);
export type ShownBytes = Accepted<typeof bytes>;
const headers = listOf(listOf(textOf(), { minItems: 2, maxItems: 2 }));
export type HeaderView = Accepted<typeof headers>;

export interface WireRequestView {
  method: string;
  target: string;
  headers: HeaderView;
  body: ShownBytes;
}

export interface WireResponseView {
  status: number;
  reason: string;
  headers: HeaderView;
  body: ShownBytes;
}

export interface AttemptDetail {
  row: AttemptRow;
  request?: WireRequestView;
  response?: WireResponseView;
}

/** How the signature is computed, step by step. The key is named by its fingerprint. */
export interface ComputedSteps {
  secretFingerprint: string;
  messageBytes: number;
  /** SHA-256 of the message in hex, to compare bytes. */
  messageSha256: string;
  /** The 32 bytes of HMAC-SHA256 in hex. This is not what is sent. */
  hmacHex: string;
  /** Base64 of the same 32 bytes, the value of X-Signature. */
  signature: string;
  /** False: the webhook was deleted or its secret has changed, so the steps only show what was sent. */
  isCurrent: boolean;
}

export interface DetailedDelivery {
  row: DeliveryRow;
  endedAt?: string;
  message: ShownBytes;
  settings: { timeoutSeconds: number; retryCount: number };
  signature: ComputedSteps;
  attempts: AttemptDetail[];
}

/** How the inbox responds. */
export const inboxResponse = either(
  object({ kind: choice('status'), status: whole(200, 599), delayMs: whole(0, 60_000) }),
  object({ kind: choice('hang', 'close') }),
);
export type InboxResponse = Accepted<typeof inboxResponse>;

const verdict = choice('valid', 'invalid', 'missing', 'not-checked');
const signatureVerdict = object(
  {
    verdict,
    /** The verdict in words, with the mistake that explains it. */
    sentence: textOf(),
    mistakes: listOf(object({ name: textOf(), sentence: textOf() })),
  },
  /** The URL of the webhook whose secret was used; absent: the inbox's own. */
  { secretOf: textOf() },
);
export type SignatureVerdictView = Accepted<typeof signatureVerdict>;

export const arrivalRow = object(
  {
    seq: whole(1),
    at: time,
    method: textOf(40),
    target: textOf(2000),
    /** The kind of the message, or what it is instead. */
    event: textOf(),
    summary: textOf(200),
    size: whole(0),
    verdict,
    /** Such as 200, hang, close. */
    answered: textOf(),
  },
  /** The number of the earlier request with the same bytes. */
  { repeats: whole(1) },
);
export type ArrivalRow = Accepted<typeof arrivalRow>;

export const arrivalDetailSchema = object(
  {
    row: arrivalRow,
    headers,
    body: bytes,
    /** The content of the message, one line per report. */
    lines: listOf(textOf()),
    signature: signatureVerdict,
  },
  /** What is wrong with the message. */
  { problem: textOf() },
);
export type ArrivalDetail = Accepted<typeof arrivalDetailSchema>;

export interface Inbox extends Page<ArrivalRow> {
  url: string;
  response: InboxResponse;
  /** Whether the inbox has its own secret. */
  hasSecret: boolean;
}

export const checkForm = object(
  { url, method, secret: either(object({ webhook: textOf(80) }), object({ text: secret })) },
  {
    observeUrl: textOf(2000),
    /** Patterns such as signature/*; absent: all. */
    rules: listOf(textOf(100), { maxItems: 100 }),
    timeoutSeconds: whole(3, 10),
    isThorough: yesNo,
    /** Start the receiver with the console's --exec command, and stop it afterwards. */
    isStarted: yesNo,
    /** How long the check may take; absent: 60, or 600 if thorough. */
    budgetSeconds: whole(1, 86_400),
  },
);
export type CheckForm = Accepted<typeof checkForm>;

export const checkRow = object(
  {
    id: textOf(),
    startedAt: time,
    url: textOf(),
    method,
    state: choice('running', 'done', 'stopped', 'failed'),
    checked: whole(0),
    total: whole(0),
  },
  {
    endedAt: time,
    /** While rules that a cause left open are checked with what the receiver expects. */
    behind: object({ words: textOf(), checked: whole(0), total: whole(0) }),
    /** The number of rules with each verdict. */
    summary: record(whole(0)),
    /** That of the whole check: a failure below must doesn't fail it. */
    verdict: choice('pass', 'fail', 'inconclusive', 'error'),
    /** Why it failed, such as an unreachable receiver or a usage error. */
    problem: textOf(),
  },
);
export type CheckRow = Accepted<typeof checkRow>;

const ruleState = object(
  {
    id: textOf(),
    state: choice('waiting', 'running', 'pass', 'fail', 'inconclusive', 'skipped', 'error'),
  },
  { need: choice(...needs), reason: textOf() },
);
export type RuleState = Accepted<typeof ruleState>;

export const checkDetail = object(
  { row: checkRow, rules: listOf(ruleState) },
  {
    /** As schemas/report.schema.json describes it. */
    report: anyObject,
  },
);
export type CheckDetail = Accepted<typeof checkDetail>;

export const reportFormat = choice('json', 'junit', 'html', 'markdown', 'ctrf', 'har');
export type SavedReportFormat = Accepted<typeof reportFormat>;

export interface RuleEntry {
  id: string;
  title: string;
  level: 'must' | 'should' | 'may';
  why: string;
}
