import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { type Problem, problemOf } from '../../../schemas/validation/problem.ts';

/** A JSON Schema that accepts values of this type. */
export interface Schema<T> {
  readonly [keyword: string]: unknown;
  /** Only for the type. */
  readonly '~accepts'?: T;
}

/** What a schema accepts. */
export type Accepted<S> = S extends Schema<infer T> ? T : never;

type Properties = Readonly<Record<string, Schema<unknown>>>;
type Both<A, B> = { [K in keyof (A & B)]: (A & B)[K] };

export const textOf = (maxLength?: number, minLength = 0): Schema<string> => ({
  type: 'string',
  minLength,
  ...(maxLength !== undefined && { maxLength }),
});
export const whole = (minimum: number, maximum = Number.MAX_SAFE_INTEGER): Schema<number> => ({
  type: 'integer',
  minimum,
  maximum,
});
export const yesNo: Schema<boolean> = { type: 'boolean' };
export const time: Schema<string> = { type: 'string', format: 'date-time' };
export const anyObject: Schema<Record<string, unknown>> = { type: 'object' };

/** One of these texts. */
export const choice = <const T extends string>(...values: readonly T[]): Schema<T> =>
  values.length === 1 ? { const: values[0] } : { enum: values };

export const listOf = <T>(items: Schema<T>, limits: object = {}): Schema<T[]> => ({
  type: 'array',
  items,
  ...limits,
});

export const record = <T>(values: Schema<T>): Schema<Record<string, T>> => ({
  type: 'object',
  additionalProperties: values,
});

/** One of several shapes. */
export const either = <const S extends readonly Schema<unknown>[]>(
  ...oneOf: S
): Schema<Accepted<S[number]>> => ({
  oneOf,
});

/** An object with these properties and no others. */
export const object = <R extends Properties, O extends Properties = Record<never, never>>(
  required: R,
  optional?: O,
): Schema<Both<{ [K in keyof R]: Accepted<R[K]> }, { [K in keyof O]?: Accepted<O[K]> }>> => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(required),
  properties: { ...required, ...optional },
});

const options = {
  allowUnionTypes: true,
  ownProperties: true,
  strict: false,
  validateSchema: false,
  verbose: true,
};
/** Only a value's own keys count. */
const ajv = new Ajv2020(options);
/** In a URL, a number is a text. */
const coercing = new Ajv2020({ ...options, coerceTypes: true, useDefaults: true });
formats.default(ajv, ['date-time']);

/** What is wrong with a value; undefined if the schema accepts it. `name` is the value's name in messages. */
export function mismatch(schema: object, value: unknown, name: string): Problem | undefined {
  return problemWith(ajv, schema, value, name);
}

/** The same for an object of texts, whose numbers and defaults it fills in. */
export function coerced(schema: object, texts: object, name: string): Problem | undefined {
  return problemWith(coercing, schema, texts, name);
}

/** ajv compiles a schema once. */
function problemWith(by: Ajv2020, schema: object, value: unknown, name: string): Problem | undefined {
  const isValid = by.compile(schema);
  return isValid(value) ? undefined : problemOf(isValid.errors ?? [], { whole: name, path: '' });
}
