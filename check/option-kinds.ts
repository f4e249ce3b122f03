import { isRecord } from '../schemas/is-record.ts';
import { levels } from '../schemas/level.ts';
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

const yesOrNo = 'true or false';

/** Each option of a check. An option without an entry doesn't compile. */
const kindOf: Readonly<Record<Name, Kind>> = {
  secret: 'a string',
  previousSecret: 'a string',
  method: ['POST', 'GET'],
  settings: 'an object',
  profile: 'an object',
  vary: yesOrNo,
  headers: 'an array',
  observeUrl: 'a string',
  observeCmd: 'a string',
  observe: 'anything',
  observeIgnore: 'an array of strings',
  observeCheck: 'an array of strings',
  observeHistory: yesOrNo,
  downstreamPort: 'a number',
  downstreamResponses: 'an array',
  downstream: 'an object',
  restart: 'anything',
  allowHosts: 'an array of strings',
  insecure: yesOrNo,
  ca: 'a string',
  seed: 'a number',
  numRuns: 'a number',
  schedules: 'a number',
  sequence: 'anything',
  sequences: 'a number',
  shrinks: yesOrNo,
  thorough: yesOrNo,
  budgetMs: 'a number',
  rate: 'a number',
  adapt: 'an array of strings',
  bail: 'a number',
  countsForBail: 'a function',
  settleMs: 'a number',
  waitMs: 'a number',
  output: 'anything',
  watchCrashes: 'a function',
  sharesProcess: yesOrNo,
  isElsewhere: yesOrNo,
  time: ['real', 'simulated'],
  signal: 'an AbortSignal',
  onEvent: 'a function',
  onStored: 'a function',
  rerunCommand: 'a function',
  rules: 'an array of strings',
  exclude: 'an array of strings',
  level: levels,
  url: 'a string',
  receiver: 'anything',
  receiverPath: 'a string',
  load: 'a function',
};

/**
 * Checks that all options exist, and that each has an allowed value. No sentence quotes a value, which may be secret.
 *
 * @throws HookswitchError `bad-settings`.
 */
export function assertKinds(options: { readonly settings?: Partial<Settings> }): void {
  assertKnown(options, Object.keys(kindOf), 'option');
  for (const [name, value] of Object.entries(options)) {
    const kind = kindOf[name as Name];
    if (value === undefined || isOf(kind, value)) continue;
    throw new HookswitchError('bad-settings', `${name} must be ${inWords(kind)}`);
  }
  assertKnown(options.settings ?? {}, Object.keys(defaultSettings), 'setting');
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
