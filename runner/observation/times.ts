const firstSecond = 1e9;
const firstMillisecond = 1e12;

/** Longer texts contain more than a time, such as "Mon, 30 Nov 2026 02:28:14 GMT". */
const maxTimeLength = 40;

/** Whether a value is a number of seconds or milliseconds since 1970, or a date and time as text. Pure. */
export function isTime(value: unknown): value is number | string {
  if (typeof value === 'number') return value >= firstSecond;
  if (typeof value !== 'string' || value.length > maxTimeLength) return false;
  return /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(value) || localTime.test(value);
}

/** As of HTTP, or as local formats write it: "11/30/2026, 2:28:14 AM", "30. März 2026 um 22:21". */
const localTime =
  /^(\p{L}{3,9},? )?(\d{1,2}([ ./-]|\. )(\p{L}{3,9}|\d{1,2})[ ./-]|\p{L}{3,9} \d{1,2},? )\d{4},?( at| um| à)? \d{1,2}:\d\d/iu;

/** How long ago, or ahead, something was at the time of the look, as text: "5 seconds ago", "vor ein paar Sekunden". */
export function isAge(value: unknown): boolean {
  return typeof value === 'string' && value.length <= maxTimeLength && age.test(value);
}

const age =
  /^(just now|now|gerade eben|jetzt|刚刚)$|( ago|前| geleden| fa)$|^(vor|il y a|hace|há) |^in (an?|\d+) [a-z]+$/i;

/** How long something took or lasts, as text: "PT12S", "00:00:12", "3 min", "1h 5m". */
export function isDuration(value: unknown): boolean {
  return typeof value === 'string' && value.length <= maxTimeLength && duration.test(value);
}

const duration =
  /^(P[\dDT.]*\d[HMS]|(\d+:)+\d\d:\d\d(\.\d+)?|(\d+ ?(d|days?|h|hours?|m|min|minutes?|s|sec|seconds?)( |$))+)$/i;

/** Whether a time is not a whole second. */
export function hasFraction(time: number | string): boolean {
  if (typeof time === 'string') return /:\d\d[.,]\d*[1-9]/.test(time);
  return time >= firstMillisecond ? time % 1000 !== 0 : !Number.isInteger(time);
}

/** Longer than a check takes (ms). Numbers that differ by more aren't two times of it. */
const oneDayMs = 86_400_000;

/** Whether a time moved to a later one. Pure. */
export function isLaterTime(before: unknown, after: unknown): boolean {
  const passedMs = msOf(after) - msOf(before);
  return passedMs > 0 && passedMs < oneDayMs;
}

/** Not a number if it's not a time. */
function msOf(value: unknown): number {
  if (!isTime(value)) return Number.NaN;
  if (typeof value === 'string') return Date.parse(value);
  return value >= firstMillisecond ? value : value * 1000;
}
