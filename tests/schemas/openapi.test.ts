import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';

interface Operation {
  readonly parameters: readonly { readonly $ref: string }[];
  readonly requestBody: {
    readonly content: Readonly<
      Record<string, { readonly schema: { readonly $ref: string }; readonly examples: Examples }>
    >;
  };
  readonly responses: Readonly<Record<string, unknown>>;
}

type Examples = Readonly<Record<string, { readonly value: unknown }>>;

interface Document {
  readonly openapi: string;
  readonly webhooks: Readonly<Record<string, Readonly<Record<'get' | 'post', Operation>>>>;
  readonly components: { readonly parameters: unknown; readonly schemas: unknown };
}

const document: Document = JSON.parse(
  readFileSync(new URL('../../schemas/openapi.json', import.meta.url), 'utf8'),
);

const operations = Object.entries(document.webhooks).flatMap(([event, { get, post }]) => [
  [`GET ${event}`, get] as const,
  [`POST ${event}`, post] as const,
]);

describe('schemas/openapi.json', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    expect(await validator.validate({ ...document })).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('is invalid without an operation’s parameter name, which shows that the validator works', async () => {
    const parameters = { Signature: { in: 'header', required: true, schema: {} } };
    const broken = { ...document, components: { ...document.components, parameters } };
    expect(await new Validator().validate(broken)).toMatchObject({ valid: false });
  });

  it('has a webhook for the test message and each event on the vendor’s page', () => {
    expect(Object.keys(document.webhooks)).toEqual(['test', 'did-change', 'capacity-change']);
  });

  it.each(operations)('%s is signed, and is acknowledged by any 2xx', (_name, operation) => {
    expect(operation.parameters).toEqual([{ $ref: '#/components/parameters/Signature' }]);
    expect(Object.keys(operation.responses)).toEqual(['2XX', 'default']);
    expect(document.components.parameters).toMatchObject({
      Signature: { name: 'X-Signature', in: 'header', required: true },
    });
  });

  it.each(operations)('%s has examples that match its schema', (_name, operation) => {
    const [body] = Object.values(operation.requestBody.content);
    const ajv = new Ajv2020({ strict: false });
    ajv.addSchema({ ...document, $id: 'openapi' } as object, 'openapi');
    const validate = ajv.getSchema(`openapi${body?.schema.$ref}`);
    const examples = Object.values(body?.examples ?? {});
    expect(examples).not.toEqual([]);
    for (const { value } of examples) {
      validate?.(value);
      expect(validate?.errors).toBeNull();
    }
    expect(validate?.({})).toBe(false);
  });
});
