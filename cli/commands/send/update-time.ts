import { InvalidValue } from '../../../options/invalid-value.ts';
import type { Value } from '../../../options/option.ts';
import { unixSeconds } from '../../../simulator/unix-seconds.ts';

const unitSeconds = { s: 1, m: 60, h: 3600, d: 86_400 } as const;
/** The year 2286. A larger number is in milliseconds. */
const latest = 9_999_999_999;

/** `1773110920`, `2026-03-10T02:48:40Z` or `-5m` as seconds since 1970. */
export const updateTime: Value<number> = {
  parse(text) {
    const seconds = relative(text) ?? (/^\d+$/.test(text) ? Number(text) : dated(text));
    if (seconds !== undefined && seconds >= 0 && seconds <= latest) return seconds;
    throw new InvalidValue(
      /^\d{11,}$/.test(text)
        ? 'It must be in seconds. These look like milliseconds.'
        : 'It must be seconds since 1970, a date such as 2026-03-10T02:48:40Z, or relative to now, such as -5m.',
    );
  },
};

function relative(text: string): number | undefined {
  const [, sign, amount, unit] = /^([+-])(\d{1,9})([smhd])$/.exec(text) ?? [];
  if (sign === undefined) return undefined;
  return unixSeconds() + Number(`${sign}${amount}`) * unitSeconds[unit as keyof typeof unitSeconds];
}

function dated(text: string): number | undefined {
  const ms = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : Math.floor(ms / 1000);
}
