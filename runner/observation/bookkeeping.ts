/** Fields that change whenever a row is written: its own id, its version, and when it was written. */
const ofRow =
  /(^|[.])(_?id|uuid|pk|(lock_?)?version|_+v|etag|revision|(created|updated|modified|changed|saved|stored|written|inserted|applied|synced)_?(at|on|time|date))$/i;

/** Fields that say when a message last arrived, such as `lastSeen`, `receivedAt` or `last_webhook_at`. */
const ofArrival =
  /(^|[.])(last_?(seen|heard|contact|activity|request|message|webhook|notification)|(last_?)?(received|seen|processed|handled|delivered))(_?(at|on|time|date))?$/i;

/** Words for what arrived or was left out, whether or not it was new. A number of these says nothing about what was applied. */
const ofArrivals =
  /^(received|requests?|attempts?|retry|retries|duplicates?|skipped|ignored|rejected|refused|stale|dropped)$/i;

/**
 * Whether a value changes because a message arrived, or because the same content was written again: it says nothing about what the receiver
 * applied. A value is undefined where it is missing, and a symbol where anything is expected. Pure.
 */
export function isBookkeeping(path: string, before: unknown, after: unknown): boolean {
  if (before !== undefined && after !== undefined) {
    if (ofRow.test(path)) return true;
    if (isTime(before) && isTime(after) && hasFraction(before) && hasFraction(after)) return true;
  }
  const values = [before, after].filter(isKnown);
  if (ofArrival.test(path) && values.every(isTime)) return true;
  return values.every(Number.isInteger) && wordsOf(path).some((word) => ofArrivals.test(word));
}

function isKnown(value: unknown): boolean {
  return value !== undefined && value !== null && typeof value !== 'symbol';
}

const firstSecond = 1e9;
const firstMillisecond = 1e12;

/** A number of seconds or milliseconds since 1970, or a date and time as text. */
function isTime(value: unknown): value is number | string {
  if (typeof value === 'number') return value >= firstSecond;
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(value);
}

/** The times of messages are whole seconds, so a fraction comes from the receiver's clock. */
function hasFraction(time: number | string): boolean {
  if (typeof time === 'string') return /:\d\d[.,]\d*[1-9]/.test(time);
  return time >= firstMillisecond ? time % 1000 !== 0 : !Number.isInteger(time);
}

/** The words of the last name in a path: `messagesReceived` has two. */
function wordsOf(path: string): readonly string[] {
  const name = path.replace(/^.*[.\]]/s, '');
  return name.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/);
}
