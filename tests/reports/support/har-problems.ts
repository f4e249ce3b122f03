import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

const require = createRequire(import.meta.url);

/** Errors found by the schemas of har-schema, which are draft-06 and use custom keywords. */
export function harProblems(har: unknown): unknown {
  const ajv = new Ajv({ strict: false });
  ajv.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json'));
  addFormats.default(ajv);
  const schemas: Record<string, { $id: string }> = require('har-schema');
  ajv.addSchema(Object.values(schemas));
  const isValid = ajv.getSchema('har.json#');
  if (!isValid) throw new Error('har-schema has no har.json');
  return isValid(har) ? undefined : isValid.errors;
}
