import type { ErrorObject } from 'ajv/dist/2020.js';
import { count } from '../../text/words/count.ts';
import { nearest } from '../../text/words/nearest.ts';
import { kindInWords, quote, valueInWords } from '../../text/words/quote.ts';
import type { Chosen } from './choose-errors.ts';

/** The predicate for the place of the errors: `must be an integer (seconds since 1970), but is the string "x"`. */
export function predicate(errors: Chosen, isHidden: boolean): string {
  const [first] = errors;
  switch (first.keyword) {
    case 'required':
      return `must have ${either(errors.map(({ params }) => quote(params.missingProperty)))}${misspelt(first)}`;
    case 'dependentRequired':
      return `must have ${quote(first.params.missingProperty)}, because it has ${quote(first.params.property)}`;
    case 'additionalProperties':
      return unknownKey(first);
    case 'false schema':
      return 'is not allowed here';
    default:
      if (first.propertyName !== undefined)
        return `has the key ${quote(first.propertyName)}, ${notWhatIsMeant(first)}`;
      return `must be ${either(errors.map(expectation))}, but ${actual(first, isHidden)}`;
  }
}

/** An unknown key that is similar to a missing one. */
function misspelt({ data, params, parentSchema }: ErrorObject): string {
  const known = Object.keys(parentSchema?.properties ?? {});
  const others = Object.keys(data ?? {})
    .slice(0, 100)
    .filter((key) => !known.includes(key));
  const meant = nearest(params.missingProperty, others);
  return meant === undefined ? '' : `, not ${quote(meant)}`;
}

function actual({ keyword, data, params }: ErrorObject, isHidden: boolean): string {
  if (isHidden) return `is ${kindInWords(data)}`;
  if (keyword === 'uniqueItems' && Array.isArray(data)) return `has ${valueInWords(data[params.i])} twice`;
  const allowed: unknown = params.allowedValues;
  const meant = typeof data === 'string' && isTexts(allowed) ? nearest(data, allowed) : undefined;
  return `is ${valueInWords(data)}${meant === undefined ? '' : `; did you mean ${quote(meant)}?`}`;
}

function expectation(error: ErrorObject): string {
  const { keyword, params } = error;
  switch (keyword) {
    case 'type':
      return typeNames([params.type].flat()) + (params.type === 'object' ? '' : unit(error));
    case 'const':
      return JSON.stringify(params.allowedValue);
    case 'enum':
      return `one of ${params.allowedValues.map((value: unknown) => JSON.stringify(value)).join(', ')}`;
    case 'minimum':
    case 'maximum':
      return range(error.parentSchema) + unit(error);
    case 'minLength':
      return `a string of at least ${count(params.limit, 'character')}${unit(error)}`;
    case 'maxLength':
      return `a string of at most ${count(params.limit, 'character')}${unit(error)}`;
    case 'minItems':
      return `an array of at least ${count(params.limit, 'item')}`;
    case 'maxItems':
      return `an array of at most ${count(params.limit, 'item')}`;
    case 'minProperties':
      return 'an object with at least one key';
    case 'maxProperties':
      return `an object with at most ${count(params.limit, 'key')}`;
    case 'uniqueItems':
      return 'an array without duplicates';
    default:
      return firstSentence(error) ?? 'as the schema says';
  }
}

function unknownKey({ params, parentSchema }: ErrorObject): string {
  const key: string = params.additionalProperty;
  const known = Object.keys(parentSchema?.properties ?? {});
  const meant = nearest(key, known);
  const help = meant === undefined ? `known keys: ${known.join(', ')}` : `did you mean ${quote(meant)}?`;
  return `has the unknown key ${quote(key)}; ${help}`;
}

function notWhatIsMeant(error: ErrorObject): string {
  return `but a key here must be ${expectation(error)}`;
}

const typeWords: Record<string, string> = {
  array: 'an array',
  integer: 'an integer',
  null: 'null',
  object: 'an object',
};

function typeNames(types: readonly string[]): string {
  return either(types.map((type) => typeWords[type] ?? `a ${type}`));
}

function range(schema: ErrorObject['parentSchema']): string {
  const { minimum, maximum } = schema ?? {};
  if (maximum === undefined) return `${minimum} or more`;
  return `from ${minimum} to ${maximum}`;
}

function unit(error: ErrorObject): string {
  const sentence = firstSentence(error);
  return sentence === undefined ? '' : ` (${sentence})`;
}

/** Descriptions in these schemas begin with a noun phrase that says what is expected. */
function firstSentence({ parentSchema }: ErrorObject): string | undefined {
  const description: unknown = parentSchema?.description;
  if (typeof description !== 'string') return undefined;
  const sentence = description.split('. ')[0]?.replace(/\.$/, '') ?? '';
  return sentence.replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase());
}

function either(words: readonly string[]): string {
  return [...new Set(words)].join(' or ');
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
