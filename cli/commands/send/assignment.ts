import { InvalidValue } from '../../../options/invalid-value.ts';
import type { Value } from '../../../options/option.ts';
import { tryParseForeignJson } from '../../../schemas/foreign-json.ts';
import { isRecord } from '../../../schemas/is-record.ts';
import { HookswitchError } from '../../../text/errors/errors.ts';
import { quote, valueInWords } from '../../../text/words/quote.ts';

/** A part of a message and its new value. */
export interface Assignment {
  /** As given. */
  readonly path: string;
  readonly keys: readonly string[];
  readonly text: string;
  /** The value is JSON, whatever type it replaces. */
  readonly isJson: boolean;
}

/** `0.repository.extensions=50`, `/0/repository/extensions=50`, or with JSON as the value `0.trunkDidInfoList:=null`. */
export const assignments: Value<readonly Assignment[]> & { readonly repeats: true } = {
  parse: (text, before: readonly Assignment[] = []) => [...before, assignmentOf(text)],
  repeats: true,
};

function assignmentOf(given: string): Assignment {
  const equals = given.indexOf('=');
  const isJson = given[equals - 1] === ':';
  const path = given.slice(0, Math.max(0, isJson ? equals - 1 : equals));
  const text = given.slice(equals + 1);
  if (path === '') throw new InvalidValue('It must be PATH=VALUE, such as 0.repository.extensions=50.');
  if (isJson && tryParseForeignJson(text) === undefined)
    throw new InvalidValue('After := the value must be JSON, such as null, 50 or \'"50"\'.');
  return { path, keys: keysOf(path), text, isJson };
}

function keysOf(path: string): string[] {
  if (!path.startsWith('/')) return path.split('.');
  const names = path.slice(1).split('/');
  return names.map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The message with this value at this path. @throws HookswitchError `bad-flag` if there is no such place. */
export function assign(message: unknown, assignment: Assignment): unknown {
  return placed(message, assignment.keys, assignment);
}

function placed(value: unknown, keys: readonly string[], assignment: Assignment): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return newValue(assignment, value);
  if (Array.isArray(value)) {
    const n = /^\d{1,9}$/.test(key) ? Number(key) : Number.NaN;
    if (!(n < value.length || (n === value.length && rest.length === 0)))
      throw notInArray(value, assignment, key);
    return value.toSpliced(n, 1, placed(value[n], rest, assignment));
  }
  const isThere = isRecord(value) && (Object.hasOwn(value, key) || rest.length === 0);
  if (!isThere) throw nothingThere(assignment, key);
  // A computed key never sets the prototype.
  const inner = Object.hasOwn(value, key) ? value[key] : undefined;
  return { ...value, [key]: placed(inner, rest, assignment) };
}

/** A text stays a text: every capacity is one. */
function newValue({ text, isJson }: Assignment, current: unknown): unknown {
  if (!isJson && typeof current === 'string') return text;
  const parsed = tryParseForeignJson(text);
  return parsed === undefined ? text : parsed;
}

function notInArray(items: readonly unknown[], { path, keys }: Assignment, key: string): HookswitchError {
  const isWhole = key === keys[0] && !/^\d/.test(key);
  const what = isWhole
    ? `a message is an array of reports, so the path begins with a number: 0.${keys.join('.')}`
    : `${valueInWords(items)} has no item ${quote(key)}; count from 0`;
  return new HookswitchError('bad-flag', `--set ${path}: ${what}`);
}

function nothingThere({ path }: Assignment, key: string): HookswitchError {
  return new HookswitchError(
    'bad-flag',
    `--set ${path}: the message has nothing at ${quote(key)}; set what is around it first`,
  );
}
