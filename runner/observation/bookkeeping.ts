import { isRecord } from '../../schemas/is-record.ts';

import { didFields, learnableFields } from './learning/fields.ts';
import { hasFraction, isAge, isDuration, isTime } from './times.ts';

/** Fields that change whenever a row is written: its own id, its version, and when it was written. */
const ofRow = [
  /^(row|record|snapshot|batch|import|sync|message|event|delivery)_?(id|uuid)$/,
  /^(_?id|uuid|pk|_+v|_?rev|_?seq_?no|xmin|ctid|ora_?rowscn|modify_?index|cas|concurrency_?(stamp|token))$/,
  /^(row|record|entity)version$/,
  /^(created|updated|modified|changed|saved|stored|written|inserted|applied|synced)_?(at|on|time|date)$/,
];

/** The last word of a row's version, such as `resourceVersion`, `mod_revision` and `_etag`, or of when it was last written. */
const ofRowAtTheEnd = /^(version|revision|etag|modstamp)$/i;

/** Fields with a checksum of the values beside them. */
const checksums = [
  /^(.*_)?(checksum|hash|digest|fingerprint|crc(_?\d+)?|md5|sha_?\d+)$/,
  /(row|content|state)hash$/,
];

/** Fields that say when a message last arrived or the row was last written, such as `lastSeen`, `receivedAt` or `last_updated`. */
const ofArrival = [
  /^last_?(seen|heard|contact|activity|request|message|webhook|notification|event|delivery|report|update|change|write|updated|modified|changed|written|saved|stored|synced)(_?(at|on|time|date))?$/,
  /^(last_?)?(received|seen|processed|handled|delivered)(_?(at|on|time|date))?$/,
];

/** An object with details of the request that arrived last, such as its size and its outcome. */
const lastRequest = /(^|[.\]])last_?(http_?)?(request|delivery|attempt)(\.|$)/i;

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

/** A line of a log begins with a time. */
const lineOfLog = /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d/;

/** Words for what arrived, whether or not it was new. */
const arrived = /^(received|requests?|attempts?|retry|retries|deliver(y|ies))$/i;

/** Words for what is counted at its arrival in one application, and when it is applied in another. */
const unclear = /^(total|reports?|messages?|events?|webhooks?|notifications?|calls?|hits?)$/i;

/**
 * Whether a value changes because a message arrived, or because the same content was written again: it says nothing about what the receiver
 * applied. A value is undefined where it is missing, and a symbol where anything is expected. Pure.
 */
export function isBookkeeping(path: string, before: unknown, after: unknown): boolean {
  if (before !== undefined && after !== undefined && isNamedOfRow(path)) return true;
  if (isOfTheClock(before) && isOfTheClock(after)) return !isOfDid(nameIn(path));
  const values = [before, after].filter(isKnown);
  if (lastRequest.test(path)) return !isOfReport(nameIn(path)) && !values.some(hasReport);
  if (isNamedOfTheLook(path) && values.every((value) => typeof value !== 'object')) return true;
  if (isLastResult(path, before, after)) return true;
  if (isNamed(path, ofArrival) && values.every(isTime)) return true;
  return values.every(Number.isInteger) && isNamedOfArrivals(path);
}

/** Such as a `lastResult` that goes from "applied" to "duplicate". */
function isLastResult(path: string, before: unknown, after: unknown): boolean {
  if (typeof before !== 'string' || typeof after !== 'string') return false;
  return /^last$/i.test(wordsOf(path)[0] ?? '') && [before, after].some(mentionsLeftOut);
}

function mentionsLeftOut(text: string): boolean {
  return text.split(/[^a-z]+/i).some((word) => leftOut.test(word));
}

function isNamedOfRow(path: string): boolean {
  return isNamed(path, ofRow) || ofRowAtTheEnd.test(wordsOf(path).at(-1) ?? '');
}

/** The times of messages are whole seconds, so a fraction comes from the receiver's clock. */
function isOfTheClock(value: unknown): boolean {
  return isAge(value) || (isTime(value) && hasFraction(value));
}

/** Whether a name says that a value is a checksum, such as `checksum`, `rowHash` and `sha256`. Pure. */
export function isNamedOfChecksum(path: string): boolean {
  return isNamed(path, checksums);
}

/** Whether a name says that a number counts what arrives, or what is left out of it, such as `received` and `rejectedCount`. Pure. */
export function isNamedOfArrivals(path: string): boolean {
  return isNamedOfLeftOut(path) || wordsOf(path).some((word) => arrived.test(word));
}

/** Whether a name is about messages without an effect, such as `rejectedCount`, `errors` and `deadLetters`. Pure. */
export function isNamedOfLeftOut(path: string): boolean {
  return wordsOf(path).some((word) => leftOut.test(word)) || leftOutWords.test(nameIn(path));
}

/**
 * Whether an entry of a log says that its message had no effect, such as `{"outcome": "ignored"}` and "2026-11-29 22:30:31 duplicate
 * ignored". Pure.
 */
export function saysLeftOut(entry: unknown): boolean {
  if (typeof entry === 'string') return lineOfLog.test(entry) && mentionsLeftOut(entry);
  return (
    isRecord(entry) && Object.values(entry).some((value) => typeof value === 'string' && leftOut.test(value))
  );
}

/**
 * Whether a value that changes without a message is about the look at the state: a time, a duration, a measurement such as a load, a count of
 * requests, or by its name. Pure.
 */
export function isOfTheLook(path: string, before: unknown, after: unknown): boolean {
  if (isNamedOfTheLook(path)) return typeof before !== 'object' && typeof after !== 'object';
  if ([isTime, isDuration].some((is) => is(before) && is(after))) return true;
  return isMeasured(before, after) || isBookkeeping(path, before, after);
}

/** What a receiver stores or counts is a whole number. */
function isMeasured(before: unknown, after: unknown): boolean {
  if (typeof before !== 'number' || typeof after !== 'number') return false;
  return !Number.isInteger(before) || !Number.isInteger(after);
}

/** Whether a name says that a value is about the look, such as `requestId`, `took`, `worker` or `ageSeconds`. Pure. */
export function isNamedOfTheLook(path: string): boolean {
  return isNamed(path, ofLook) || wordsOf(path).some((word) => howLongAgo.test(word));
}

/** Whether a number may count what arrives, or else what is applied: its name doesn't say. Pure. */
export function mayCountArrivals(path: string): boolean {
  return wordsOf(path).some((word) => unclear.test(word));
}

/** A field of a report says what was applied, wherever it is. */
function isOfReport(name: string): boolean {
  return learnableFields.some((field) => field === name);
}

/** The name of a trunk may read like an age, such as "vor Ort". */
function isOfDid(name: string): boolean {
  return didFields.some((field) => field === name);
}

function hasReport(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, inner]) => isOfReport(name) || hasReport(inner));
}

function isKnown(value: unknown): boolean {
  return value !== undefined && value !== null && typeof value !== 'symbol';
}

/** The words of a name: `messagesReceived` has two. */
function wordsOf(path: string): readonly string[] {
  return nameIn(path).split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/);
}

function isNamed(path: string, patterns: readonly RegExp[]): boolean {
  const name = nameIn(path).toLowerCase();
  return patterns.some((one) => one.test(name));
}

/** Names that say only of which type a value is: `{"lastModified": {"$date": …}}`, `{"version": {"N": "2"}}`. */
const typeName = /^(\$[a-zA-Z]+|[NS]|(integer|string|timestamp)Value)$/;

/** The last name in a path that isn't a type. */
function nameIn(path: string): string {
  const name = path.replace(/^.*[.\]]/s, '');
  return typeName.test(name) && path.length > name.length ? nameIn(path.slice(0, -name.length - 1)) : name;
}
