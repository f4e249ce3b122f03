import { InvalidValue } from '../../../options/invalid-value.ts';
import type { Value } from '../../../options/option.ts';
import type { StatusRange } from '../../../sending/wanted.ts';

/** `2xx,401` as ranges of statuses. */
export const statusList: Value<readonly StatusRange[]> = {
  parse: (list) => list.split(',').map((word) => rangeOf(word.trim())),
  completes: { names: ['2xx', '4xx', '401', '403', '413'], many: true },
};

function rangeOf(words: string): StatusRange {
  const [, hundreds, rest] = /^([1-5])(xx|\d\d)$/.exec(words) ?? [];
  if (hundreds === undefined || rest === undefined)
    throw new InvalidValue('It must be a list of statuses, such as 2xx or 401,403.');
  const from = Number(`${hundreds}${rest === 'xx' ? '00' : rest}`);
  return { words, from, to: rest === 'xx' ? from + 99 : from };
}
