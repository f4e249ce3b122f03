import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { consoleApi } from '../../../schemas/console-api.ts';
import { problemOf } from '../../../schemas/validation/problem.ts';

const base = 'https://hookswitch.dev/console-api';
let ajv: Ajv2020 | undefined;

/** What is wrong with a value, and where. */
export interface Mismatch {
  /** A JSON pointer into the value. */
  readonly path: string;
  readonly message: string;
}

/**
 * Validates a value against a schema in the description of the API; undefined if it is valid.
 *
 * @param pointer A JSON pointer into the description.
 * @param whole The value's name in messages.
 */
export function mismatch(pointer: string, value: unknown, whole: string): Mismatch | undefined {
  const validator = validatorAt(pointer);
  return validator(value) ? undefined : problemOf(validator.errors ?? [], { whole, path: '' });
}

function validatorAt(pointer: string): ValidateFunction {
  ajv ??= withDescription();
  const validator = ajv.getSchema(`${base}#${encodeURI(pointer)}`);
  if (validator === undefined) throw new RangeError(`the description of the API has no schema at ${pointer}`);
  return validator;
}

/** The description is validated by a test. Only a value's own keys count. */
function withDescription(): Ajv2020 {
  const instance = new Ajv2020({
    allowUnionTypes: true,
    ownProperties: true,
    strict: false,
    validateSchema: false,
    verbose: true,
  });
  formats.default(instance, ['date-time']);
  return instance.addSchema(JSON.parse(JSON.stringify(consoleApi)), base);
}
