import { isRecord } from '../schemas/is-record.ts';
import type { Json } from './json.ts';

/** Whether a text may contain a time in parts. */
export const mayHaveTimesInParts = /\[\s*20\d\d\s*,|seconds"|\/Date\(/;

/**
 * A state in which each time is one value. Java's Jackson writes `[2026, 12, 1, 2, 8, 5, 123000000]`, protobuf and Firestore write
 * `{"seconds": 1796090885, "nanos": 123000000}`, and .NET writes `/Date(1796090885123)/`. Pure.
 */
export function joinTimes(state: Json): Json {
  if (typeof state === 'string') return timeOfText(state) ?? state;
  if (Array.isArray(state)) return timeOfList(state) ?? state.map(joinTimes);
  if (!isRecord(state)) return state;
  const entries = Object.entries(state as Record<string, Json>);
  return (
    timeOfFields(new Map(entries)) ??
    Object.fromEntries(entries.map(([key, inner]) => [key, joinTimes(inner)]))
  );
}

function timeOfText(text: string): number | undefined {
  const [, ms] = /^\/Date\((\d{1,15})([+-]\d{4})?\)\/$/.exec(text) ?? [];
  return ms === undefined ? undefined : Number(ms);
}

/** The lowest and highest year, month, day, hour, minute, second and nanosecond. */
const limits = [
  [2000, 2099],
  [1, 12],
  [1, 31],
  [0, 23],
  [0, 59],
  [0, 59],
  [0, 999_999_999],
] as const;

/** Java leaves out seconds and nanoseconds that are 0. */
const minParts = 5;

function timeOfList(list: readonly Json[]): string | undefined {
  if (list.length < minParts || list.length > limits.length) return undefined;
  const isPart = (value: Json, n: number) => {
    const [min, max] = limits[n] ?? [0, 0];
    return Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
  };
  if (!list.every(isPart)) return undefined;
  const [year, month, day, hour, minute, second = 0, nanos = 0] = list.map((part) =>
    String(part).padStart(2, '0'),
  );
  const fraction = Number(nanos) === 0 ? '' : `.${String(nanos).padStart(9, '0')}`;
  return `${year}-${month}-${day}T${hour}:${minute}:${String(second).padStart(2, '0')}${fraction}`;
}

function timeOfFields(fields: ReadonlyMap<string, Json>): number | undefined {
  if (fields.size !== 2) return undefined;
  const named = (...names: string[]) => names.map((name) => fields.get(name)).find(Number.isInteger);
  const seconds = named('seconds', '_seconds');
  const nanos = named('nanos', 'nanoseconds', '_nanoseconds');
  return seconds === undefined || nanos === undefined ? undefined : Number(seconds) + Number(nanos) / 1e9;
}
