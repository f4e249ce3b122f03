import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { SchemaName } from '../generated/types.ts';
import { schemas } from '../schemas.ts';
import { type Problem, type ProblemPlace, problemOf } from './problem.ts';

/** A schema by name, or a part of it by pointer: `did-change#/$defs/DidReport`. */
export type SchemaReference = `${SchemaName}${'' | `#/$defs/${string}`}`;

/** The first problem of a value with a schema, which is compiled at first use. */
export function checkAgainst(
  reference: SchemaReference,
  value: unknown,
  place: ProblemPlace,
): Problem | undefined {
  const validator = validatorOf(reference);
  return validator(value) ? undefined : problemOf(validator.errors ?? [], place);
}

const validators = new Map<SchemaReference, ValidateFunction>();

function validatorOf(reference: SchemaReference): ValidateFunction {
  let validator = validators.get(reference);
  if (validator === undefined) {
    validator = compiled(reference);
    validators.set(reference, validator);
  }
  return validator;
}

let ajv: Ajv2020 | undefined;

function compiled(reference: SchemaReference): ValidateFunction {
  ajv ??= withSchemas();
  const [name, pointer] = reference.split('#') as [SchemaName, string | undefined];
  const validator = ajv.getSchema(`${schemas[name].$id}${pointer === undefined ? '' : `#${pointer}`}`);
  if (validator === undefined) throw new RangeError(`There is no schema ${reference}.`);
  return validator;
}

function withSchemas(): Ajv2020 {
  // The schemas are validated by a test. Only own keys count: a message may contain `__proto__`.
  const instance = new Ajv2020({
    allowUnionTypes: true,
    keywords: ['x-event'],
    ownProperties: true,
    validateSchema: false,
    verbose: true,
  });
  formats.default(instance, ['date', 'date-time']);
  return instance.addSchema(Object.values(schemas));
}
