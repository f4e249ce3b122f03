import { InvalidValue } from '../../../options/invalid-value.ts';
import type { Value } from '../../../options/option.ts';

const maxRanges = 1000;

/** `3,5-9,12-` as a set of numbers. */
export const numbers: Value<(n: number) => boolean> = {
  parse(text) {
    const parts = text.split(',').map((part) => part.trim());
    if (parts.length > maxRanges)
      throw new InvalidValue(`It can have at most ${maxRanges} numbers and ranges.`);
    const ranges = parts.map(rangeOf);
    return (n) => ranges.some(({ first, last }) => n >= first && n <= last);
  },
};

function rangeOf(part: string): { readonly first: number; readonly last: number } {
  const [, from, dash, to] = /^(\d{1,9})(-)?(\d{1,9})?$/.exec(part) ?? [];
  const first = Number(from);
  const last = dash === undefined ? first : to === undefined ? Number.POSITIVE_INFINITY : Number(to);
  if (from !== undefined && first >= 1 && last >= first && (dash !== undefined || to === undefined)) {
    return { first, last };
  }
  throw new InvalidValue('It must be a list of numbers (from 1) and ranges, such as 3,5-9,12-.');
}
