import { InvalidValue } from './invalid-value.ts';
import type { Completes, Value } from './option.ts';

const same = (value: string) => value;

/** An empty value usually comes from a variable of the shell that isn't set: `--exec "$START"`. */
function notEmpty(value: string): string {
  if (value.trim() === '') throw new InvalidValue('It must not be empty. Is a variable unset?');
  return value;
}

export const text: Value<string> = { parse: notEmpty };
export const file: Value<string> = { parse: notEmpty, completes: { path: 'file' } };
export const folder: Value<string> = { parse: notEmpty, completes: { path: 'folder' } };

export function named(completes: Completes): Value<string> {
  return { parse: same, completes };
}

export function oneOf<const C extends string>(...choices: readonly C[]): Value<C> {
  return { parse: (value) => value as C, choices, schema: { enum: choices }, completes: { names: choices } };
}

/** Each use adds one value. */
export function repeated(completes?: Completes): Value<readonly string[]> & { readonly repeats: true } {
  const parse = (value: string, before: readonly string[] = []) => [...before, value];
  return { parse, repeats: true, ...(completes ? { completes } : {}) };
}

/** Each use adds one value, which is not empty. */
export const repeatedText: Value<readonly string[]> & { readonly repeats: true } = {
  parse: (value, before: readonly string[] = []) => [...before, notEmpty(value)],
  repeats: true,
};

/** `one,two`; each use adds more. */
export function list(completes: Completes): Value<readonly string[]> & { readonly repeats: true } {
  const parse = (value: string, before: readonly string[] = []) => [
    ...before,
    ...value
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ];
  return { parse, repeats: true, completes: { ...completes, many: true } };
}

export function integer(minimum: number, maximum: number): Value<number> {
  return {
    parse(value) {
      const number = Number(value);
      if (!/^\d+$/.test(value) || number < minimum || number > maximum) {
        throw new InvalidValue(`It must be a whole number from ${minimum} to ${maximum}.`);
      }
      return number;
    },
    schema: { type: 'integer', minimum, maximum },
  };
}

/** The number of a flag that may stand alone. The word after the flag may be meant as an argument of the command. */
export function optionalInteger(minimum: number, maximum: number, flag: string): Value<number> {
  const { parse } = integer(minimum, maximum);
  return {
    parse(value, before) {
      if (/^\d+$/.test(value)) return parse(value, before);
      throw new InvalidValue(`It must be a number. Without one, write ${flag} at the end, or ${flag}=1.`);
    },
  };
}

const unitsMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;
const longestMs = 600_000;
const dayMs = 24 * unitsMs.h;

/** `30s`, `500ms`, `2m` as milliseconds. */
export const duration: Value<number> = {
  parse(value) {
    const ms = milliseconds(/^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(value));
    if (!(ms <= longestMs))
      throw new InvalidValue('It must be a duration of at most 10m, such as 500ms, 30s or 2m.');
    return ms;
  },
};

/** `30s`, `500ms`, `2m`, `1h` as milliseconds. */
export const longDuration: Value<number> = {
  parse(value) {
    const ms = milliseconds(/^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(value));
    if (!(ms >= 1 && ms <= dayMs))
      throw new InvalidValue('It must be a duration from 1ms to 24h, such as 500ms, 30s, 2m or 1h.');
    return ms;
  },
};

function milliseconds(found: RegExpExecArray | null): number {
  const [, amount, unit] = found ?? [];
  return Number(amount) * unitsMs[unit as keyof typeof unitsMs];
}
