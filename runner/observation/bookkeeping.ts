import { isRecord } from '../../schemas/is-record.ts';

/** Fields that change whenever a row is written: its own id, its version, and when it was written. */
const ofRow = [
  /^(_?id|uuid|pk|_+v|etag|revision)$/,
  /^((lock|row|record|entity|aggregate|stream|data|state)_?)?version$/,
  /^(created|updated|modified|changed|saved|stored|written|inserted|applied|synced)_?(at|on|time|date)$/,
];

/** Fields that say when a message last arrived or the row was last written, such as `lastSeen`, `receivedAt` or `last_updated`. */
const ofArrival = [
  /^last_?(seen|heard|contact|activity|request|message|webhook|notification|event|delivery|report|update|change|write|updated|modified|changed|written|saved|stored|synced)(_?(at|on|time|date))?$/,
  /^(last_?)?(received|seen|processed|handled|delivered)(_?(at|on|time|date))?$/,
];

/** Fields with an id of the request that looks at the state, with the time that it took, and with the process that responded. */
const ofLook = [
  /^(request|trace|correlation|span)_?id$/,
  /^(took|elapsed|duration|latency|(query|response)_?time)(_?(ms|millis|s|sec|seconds))?$/,
  /^(pid|served_?by|(worker|process|thread|instance|host|node|pod|container|replica|server)(_?(id|pid|name))?)$/,
];

/** Words for how long ago something was at the time of the look: `ageSeconds`, `secondsAgo`. */
const howLongAgo = /^(age|ago|uptime|idle|ttl)$/i;

/** Words for what was left out, or couldn't be read. */
const leftOut =
  /^(duplicates?|deduplicated|deduped|skipped|ignored|rejected|refused|discarded|dropped|stale|late|outdated|superseded|invalid|malformed|unreadable|unprocessable|quarantined|failed|failures?|errors?)$/i;

/** The same, as names of several words. */
const leftOutWords = /^(out_?of_?order|dead_?letter)/i;

/** Words for what arrived, whether or not it was new. */
const arrived = /^(received|requests?|attempts?|retry|retries|deliver(y|ies))$/i;

/** Words for what is counted at its arrival in one application, and when it is applied in another. */
const unclear = /^(messages?|events?|webhooks?|notifications?|calls?|hits?)$/i;

/**
 * Whether a value changes because a message arrived, or because the same content was written again: it says nothing about what the receiver
 * applied. A value is undefined where it is missing, and a symbol where anything is expected. Pure.
 */
export function isBookkeeping(path: string, before: unknown, after: unknown): boolean {
  if (before !== undefined && after !== undefined) {
    if (isNamed(path, ofRow)) return true;
    if (isTime(before) && isTime(after) && hasFraction(before) && hasFraction(after)) return true;
  }
  const values = [before, after].filter(isKnown);
  if (isNamedOfTheLook(path) && values.every((value) => typeof value !== 'object')) return true;
  if (isNamed(path, ofArrival) && values.every(isTime)) return true;
  return values.every(Number.isInteger) && isNamedOfArrivals(path);
}

/** Whether a name says that a number counts what arrives, or what is left out of it, such as `received` and `rejectedCount`. Pure. */
export function isNamedOfArrivals(path: string): boolean {
  return isNamedOfLeftOut(path) || wordsOf(path).some((word) => arrived.test(word));
}

/** Whether a name is about messages without an effect, such as `rejectedCount`, `errors` and `deadLetters`. Pure. */
export function isNamedOfLeftOut(path: string): boolean {
  return wordsOf(path).some((word) => leftOut.test(word)) || leftOutWords.test(nameIn(path));
}

/** Whether an entry of a log says that its message had no effect, such as `{"outcome": "ignored"}`. Pure. */
export function saysLeftOut(entry: unknown): boolean {
  return (
    isRecord(entry) && Object.values(entry).some((value) => typeof value === 'string' && leftOut.test(value))
  );
}

/** Whether a value that changes without a message is about the look at the state: a time, a count of requests, or by its name. Pure. */
export function isOfTheLook(path: string, before: unknown, after: unknown): boolean {
  if (isNamedOfTheLook(path)) return typeof before !== 'object' && typeof after !== 'object';
  return (isTime(before) && isTime(after)) || isBookkeeping(path, before, after);
}

/** Whether a name says that a value is about the look, such as `requestId`, `took`, `worker` or `ageSeconds`. Pure. */
export function isNamedOfTheLook(path: string): boolean {
  return isNamed(path, ofLook) || wordsOf(path).some((word) => howLongAgo.test(word));
}

/** Whether a number may count what arrives, or else what is applied: its name doesn't say. Pure. */
export function mayCountArrivals(path: string): boolean {
  return wordsOf(path).some((word) => unclear.test(word));
}

function isKnown(value: unknown): boolean {
  return value !== undefined && value !== null && typeof value !== 'symbol';
}

const firstSecond = 1e9;
const firstMillisecond = 1e12;

/** Longer texts contain more than a time, such as "Mon, 30 Nov 2026 02:28:14 GMT". */
const maxTimeLength = 40;

/** A number of seconds or milliseconds since 1970, or a date and time as text. */
function isTime(value: unknown): value is number | string {
  if (typeof value === 'number') return value >= firstSecond;
  if (typeof value !== 'string' || value.length > maxTimeLength) return false;
  return /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(value) || localTime.test(value);
}

/** As of HTTP, or as local formats write it: "11/30/2026, 2:28:14 AM". */
const localTime =
  /^([a-z]{3,9},? )?(\d{1,2}[ ./-]([a-z]{3,9}|\d{1,2})[ ./-]|[a-z]{3,9} \d{1,2},? )\d{4},? \d{1,2}:\d\d/i;

/** The times of messages are whole seconds, so a fraction comes from the receiver's clock. */
function hasFraction(time: number | string): boolean {
  if (typeof time === 'string') return /:\d\d[.,]\d*[1-9]/.test(time);
  return time >= firstMillisecond ? time % 1000 !== 0 : !Number.isInteger(time);
}

/** The words of a name: `messagesReceived` has two. */
function wordsOf(path: string): readonly string[] {
  return nameIn(path).split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/);
}

function isNamed(path: string, patterns: readonly RegExp[]): boolean {
  const name = nameIn(path).toLowerCase();
  return patterns.some((one) => one.test(name));
}

/** The last name in a path. */
function nameIn(path: string): string {
  return path.replace(/^.*[.\]]/s, '');
}
