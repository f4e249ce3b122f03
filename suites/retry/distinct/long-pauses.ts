const hour = 3600;

/** The times of two reports (seconds since 1970). */
export type Times = readonly [older: number, newer: number];

/**
 * The times of two reports (seconds since 1970), of which a formatted time is in another order: 11 hours apart for a 12-hour clock in any
 * time zone, at the ends of summer time in Europe and North America, and since the end of a year for a text that begins with the day. Milliseconds
 * in a 32-bit integer become negative between the last two.
 */
export function longPauses(now: number): readonly Times[] {
  const year = new Date(now * 1000).getUTCFullYear() - 1;
  const ago = [0, 4, 8, 12, 16, 20].map((hours) => now - hours * hour);
  const clocksBack = [
    lastSunday(year, 10, 31) + hour,
    ...[6, 7, 8, 9].map((utcHour) => lastSunday(year, 11, 7) + utcHour * hour),
  ];
  return [
    ...ago.map((newer) => [newer - 11 * hour, newer] as const),
    ...clocksBack.map((change) => [change - hour / 3, change + hour / 3] as const),
    [Date.UTC(year, 11, 31, 4) / 1000, now],
    [overflow(now) - hour / 3, overflow(now) + hour / 3],
  ];
}

/** The last time at least an hour ago when the milliseconds no longer fit into a signed 32-bit integer (seconds since 1970). */
function overflow(now: number): number {
  const [most, all] = [2 ** 31, 2 ** 32];
  const rounds = Math.floor(((now - hour) * 1000 - most) / all);
  return Math.ceil((rounds * all + most) / 1000);
}

/** The last Sunday up to this day (0:00 UTC, seconds since 1970). */
function lastSunday(year: number, month: number, day: number): number {
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return Date.UTC(year, month - 1, day - weekday) / 1000;
}
