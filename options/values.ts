import { displayCommand } from '../text/secrets/display-command.ts';
import { displayUrl } from '../text/secrets/display-url.ts';
import { InvalidValue } from './invalid-value.ts';
import type { Completes, Value } from './option.ts';

const same = (value: string) => value;

/** An empty value usually comes from a variable of the shell that isn't set: `--exec "$START"`. */
function notEmpty(value: string): string {
  if (value.trim() === '') throw new InvalidValue('It must not be empty. Is a variable unset?');
  return value;
}

const anyText = { type: 'string', minLength: 1 } as const;
const texts = { type: 'array', items: anyText } as const;

export const text: Value<string> = { parse: notEmpty, schema: anyText };
export const file: Value<string> = { ...text, completes: { path: 'file' } };
export const folder: Value<string> = { ...text, completes: { path: 'folder' } };
/** May contain credentials. */
export const url: Value<string> = {
  parse: notEmpty,
  show: displayUrl,
  schema: { description: 'An http or https URL.', type: 'string', pattern: '^https?://\\S+$' },
};
/** May contain credentials. */
export const shellCommand: Value<string> = { ...text, show: displayCommand };
/** The name of an environment variable. */
export const variable: Value<string> = {
  parse: notEmpty,
  schema: {
    description: 'The name of an environment variable.',
    type: 'string',
    pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
  },
};

export function named(completes: Completes): Value<string> {
  return { parse: same, completes };
}

export function oneOf<const C extends string>(...choices: readonly C[]): Value<C> {
  return {
    parse: (value) => value as C,
    choices,
    schema: { type: 'string', enum: choices },
    completes: { names: choices },
  };
}

/** Each use adds one value. */
export function repeated(completes?: Completes): Value<readonly string[]> & { readonly repeats: true } {
  const parse = (value: string, before: readonly string[] = []) => [...before, value];
  return { parse, repeats: true, schema: texts, ...(completes ? { completes } : {}) };
}

/** Each use adds one value, which is not empty. */
export const repeatedText: Value<readonly string[]> & { readonly repeats: true } = {
  parse: (value, before: readonly string[] = []) => [...before, notEmpty(value)],
  repeats: true,
  schema: texts,
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
  return { parse, repeats: true, schema: texts, completes: { ...completes, many: true } };
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
  const { parse, ...others } = integer(minimum, maximum);
  return {
    ...others,
    parse(value, before) {
      if (/^\d+$/.test(value)) return parse(value, before);
      throw new InvalidValue(`It must be a number. Without one, write ${flag} at the end, or ${flag}=1.`);
    },
  };
}

const unitsMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

/** `500ms`, `30s`, `2m`, `1h` as milliseconds. */
function durationBetween(minimum: number, maximum: number): Value<number> {
  const bounds =
    minimum === 0 ? `of at most ${inUnits(maximum)}` : `from ${inUnits(minimum)} to ${inUnits(maximum)}`;
  const examples = maximum < unitsMs.h ? '500ms, 30s or 2m' : '500ms, 30s, 2m or 1h';
  return {
    parse(value) {
      const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(value) ?? [];
      const ms = Number(amount) * unitsMs[unit as keyof typeof unitsMs];
      if (!(ms >= minimum && ms <= maximum))
        throw new InvalidValue(`It must be a duration ${bounds}, such as ${examples}.`);
      return ms;
    },
    show: inUnits,
    isDuration: true,
    schema: { type: 'number', minimum, maximum },
  };
}

/** In the largest unit of which it is a whole number. */
function inUnits(ms: number): string {
  const [unit, size] = Object.entries(unitsMs).findLast(([, size]) => ms >= size && ms % size === 0) ?? [
    'ms',
    1,
  ];
  return `${ms / size}${unit}`;
}

export const duration = durationBetween(0, 10 * unitsMs.m);
export const longDuration = durationBetween(1, 24 * unitsMs.h);
