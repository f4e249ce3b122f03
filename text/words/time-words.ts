const units = [
  { unit: 'days', ms: 86_400_000, from: 2 * 86_400_000 },
  { unit: 'h', ms: 3_600_000, from: 2 * 3_600_000 },
  { unit: 'min', ms: 60_000, from: 2 * 60_000 },
] as const;

/** A time span in whole units: "12 s", "3 min", "5 h", "40 days". */
function span(ms: number): string {
  const { unit, ms: unitMs } = units.find(({ from }) => ms >= from) ?? { unit: 's', ms: 1000 };
  return `${Math.floor(ms / unitMs)} ${unit}`;
}

/** An ISO time for people: "2026-03-10 02:48:40 UTC". */
export function utcInWords(iso: string): string {
  return iso.replace('T', ' ').replace(/\.\d+Z$/, ' UTC');
}

/** updateTime has whole seconds, and clocks differ slightly. */
const nowMs = 2000;
/** Seconds until the year 5138. A larger number isn't seconds. */
const latestSeconds = 1e11;

/** Describes an updateTime relative to the arrival of the message. */
export type TimeInWords = (updateTime: number, arrivedAt: Date) => string;

/** An updateTime as local time and its age: "2026-03-10 02:48:40 (3 min ago)". */
export function updateTimeInWords(updateTime: number, now: Date): string {
  if (updateTime >= latestSeconds) return farInTheFuture(updateTime);
  const at = new Date(updateTime * 1000);
  const ageMs = now.getTime() - at.getTime();
  if (Math.abs(ageMs) < nowMs) return `${localTime(at)} (just now)`;
  return `${localTime(at)} (${ageMs > 0 ? `${span(ageMs)} ago` : `in ${span(-ageMs)}: is a clock wrong?`})`;
}

/** The same for a later reader in another time zone: "updateTime 1773110920, 3 min before it arrived". */
export function ageAtArrival(updateTime: number, arrivedAt: Date): string {
  if (updateTime >= latestSeconds) return farInTheFuture(updateTime);
  const ageMs = arrivedAt.getTime() - updateTime * 1000;
  const age =
    ageMs > 0
      ? `${span(ageMs)} before the message arrived`
      : `${span(-ageMs)} after the message arrived: is a clock wrong?`;
  return `updateTime ${updateTime}, ${Math.abs(ageMs) < nowMs ? 'when the message arrived' : age}`;
}

function farInTheFuture(updateTime: number): string {
  return `updateTime ${updateTime}, far in the future: YCM uses seconds. Are these milliseconds?`;
}

/** 2026-03-10 02:48:40 */
function localTime(at: Date): string {
  // Swedish dates have the format of ISO 8601.
  return at.toLocaleString('sv-SE');
}

/** 02:48:40 */
export function clockTime(at: Date): string {
  return at.toLocaleTimeString('sv-SE');
}
