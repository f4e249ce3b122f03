import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../../../schemas/is-record.ts';
import type { Json } from '../json.ts';

/** Whether the later state is the earlier one with additions, like a log: no value is gone or changed, except for counters. Pure. */
export function onlyGrows(before: Json, after: Json): boolean {
  return keeps(before, after) && adds(before, after);
}

function keeps(before: Json, after: Json): boolean {
  if (typeof before === 'number' && typeof after === 'number') return after >= before;
  if (typeof before === 'string' && typeof after === 'string')
    return before !== '' ? after.includes(before) : after === '';
  if (Array.isArray(before) && Array.isArray(after)) return isWithin(before, after);
  if (isRecord(before) && isRecord(after))
    return Object.entries(before).every(([key, value]) => {
      const later = Object.hasOwn(after, key) ? after[key] : undefined;
      return later !== undefined && keeps(value, later);
    });
  return before === null || before === after;
}

/** Whether a list or a text got longer somewhere. */
function adds(before: Json, after: Json): boolean {
  if (typeof before === 'string' && typeof after === 'string') return after.length > before.length;
  if (Array.isArray(before) && Array.isArray(after)) return after.length > before.length;
  if (isRecord(before) && isRecord(after))
    return Object.entries(after).some(([key, value]) => adds(before[key] ?? [], value));
  return false;
}

/** The whole shorter list in order, at the beginning or the end of the longer one. */
function isWithin(shorter: readonly Json[], longer: readonly Json[]): boolean {
  const same = (part: readonly Json[]) => isDeepStrictEqual(part, shorter);
  return same(longer.slice(0, shorter.length)) || same(longer.slice(longer.length - shorter.length));
}
