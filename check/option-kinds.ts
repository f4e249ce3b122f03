import { checkOptions } from '../options/check.ts';
import type { CheckValues } from '../options/generated/library.ts';
import type { Option } from '../options/option.ts';
import { isRecord } from '../schemas/is-record.ts';
import { defaultSettings, HookswitchError, type Settings } from '../simulator/index.ts';
import { nearest } from '../text/words/nearest.ts';
import { quote } from '../text/words/quote.ts';
import type { CommonCheckOptions, ReceiverByUrl, ReceiverInProcess } from './check-options.ts';
import type { ReceiverToLoad } from './to-load.ts';

type Name = keyof CommonCheckOptions | keyof ReceiverByUrl | keyof ReceiverInProcess | keyof ReceiverToLoad;

/** What a value must be: one of these kinds, or one of these words. */
type Kind = keyof typeof kinds | readonly string[];

const kinds = {
  'a string': (value: unknown) => typeof value === 'string',
  'a number': (value: unknown) => typeof value === 'number',
  'true or false': (value: unknown) => typeof value === 'boolean',
  'a function': (value: unknown) => typeof value === 'function',
  'an object': (value: unknown) => isRecord(value),
  'an array': (value: unknown) => Array.isArray(value),
  'an array of strings': (value: unknown) =>
    Array.isArray(value) && value.every((item) => typeof item === 'string'),
  // A test runner may define another class of this name.
  'an AbortSignal': (value: unknown) => isRecord(value) && typeof value.aborted === 'boolean',
  /** Its own check says more. */
  anything: () => true,
};

/** What only code can give: no flag and no configuration key. An option without an entry doesn't compile. */
const kindInCode: Readonly<Record<Exclude<Name, keyof CheckValues>, Kind>> = {
  secret: 'a string',
  previousSecret: 'a string',
  settings: 'an object',
  profile: 'an object',
  headers: 'an array',
  observe: 'anything',
  downstreamResponses: 'an array',
  downstream: 'an object',
  restart: 'anything',
  ca: 'a string',
  sequence: 'anything',
  sequences: 'a number',
  shrinks: 'true or false',
  countsForBail: 'a function',
  output: 'anything',
  watchCrashes: 'a function',
  sharesProcess: 'true or false',
  isElsewhere: 'true or false',
  signal: 'an AbortSignal',
  onEvent: 'a function',
  onStored: 'a function',
  rerunCommand: 'a function',
  url: 'a string',
  receiver: 'anything',
  receiverPath: 'a string',
  load: 'a function',
};

/** Those that the command line has too. */
const rows = new Map(
  Object.values<Option>(checkOptions).flatMap((row) => (row.library ? [[row.library, row] as const] : [])),
);

const kindOfType: Readonly<Record<string, Kind>> = {
  array: 'an array of strings',
  boolean: 'true or false',
  integer: 'a number',
  number: 'a number',
  string: 'a string',
};

function kindOfRow({ value }: Option): Kind {
  return value?.choices ?? kindOfType[String(value?.schema?.type ?? 'boolean')] ?? 'anything';
}

const kindOf: Readonly<Record<string, Kind>> = {
  ...kindInCode,
  ...Object.fromEntries([...rows].map(([name, row]) => [name, kindOfRow(row)])),
};

/**
 * Checks that all options exist, and that each has an allowed value. No sentence quotes a value, which may be secret.
 *
 * @throws HookswitchError `bad-settings`.
 */
export function assertKinds(options: { readonly settings?: Partial<Settings> }): void {
  assertKnown(options, Object.keys(kindOf), 'option');
  for (const [name, value] of Object.entries(options)) {
    const kind = kindOf[name] ?? 'anything';
    if (value === undefined || isOf(kind, value)) continue;
    throw new HookswitchError('bad-settings', `${name} must be ${inWords(kind)}`);
  }
  assertKnown(options.settings ?? {}, Object.keys(defaultSettings), 'setting');
}

/** @throws HookswitchError `bad-settings` for a number that its option doesn't allow. */
export function assertInBounds(options: object): void {
  for (const [name, value] of Object.entries(options)) {
    const { type, minimum, maximum } = rows.get(name)?.value?.schema ?? {};
    if (value === undefined || typeof minimum !== 'number' || typeof maximum !== 'number') continue;
    const isAllowed = value >= minimum && value <= maximum && (type !== 'integer' || Number.isInteger(value));
    if (isAllowed) continue;
    const what = type === 'integer' ? 'a whole number' : 'a number';
    throw new HookswitchError(
      'bad-settings',
      `${name} is ${value}; give ${what} from ${minimum} to ${maximum}`,
    );
  }
}

function assertKnown(given: object, known: readonly string[], what: 'option' | 'setting'): void {
  const name = Object.keys(given).find((key) => !known.includes(key));
  if (name === undefined) return;
  const near = nearest(name, known);
  const all = what === 'option' ? 'see the type CheckOptions' : `use ${known.join(' or ')}`;
  const hint = near === undefined ? all : `did you mean ${near}?`;
  throw new HookswitchError('bad-settings', `unknown ${what} ${quote(name)}; ${hint}`);
}

function isOf(kind: Kind, value: unknown): boolean {
  return typeof kind === 'string' ? kinds[kind](value) : kind.some((word) => word === value);
}

function inWords(kind: Kind): string {
  return typeof kind === 'string' ? kind : kind.map(quote).join(' or ');
}
