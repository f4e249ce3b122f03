import fc, { type Arbitrary } from 'fast-check';

/** The part of JSON Schema that the description of the console's API uses. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Texts that get further than random ones, by the name of their field. */
export type Likely = Readonly<Record<string, readonly string[]>>;

/** Generates values that a schema allows. */
export function arbitraryOf(schema: Schema, likely: Likely, name = ''): Arbitrary<unknown> {
  const of = (inner: Schema, innerName = name) => arbitraryOf(inner, likely, innerName);
  if (schema.oneOf) return fc.oneof(...schema.oneOf.map((one) => of(one)));
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  return fc.oneof(...types.map((type) => ofType(type, schema, of, likely[name] ?? [])));
}

function ofType(
  type: string,
  schema: Schema,
  of: (schema: Schema, name?: string) => Arbitrary<unknown>,
  likely: readonly string[],
): Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1000 });
    case 'string':
      return textOf(schema, likely);
    case 'array':
      return listOf(schema, of);
    case 'object':
      return objectOf(schema, of);
    default:
      throw new RangeError(`no arbitrary for ${type}`);
  }
}

function textOf({ minLength = 0, maxLength = 40 }: Schema, likely: readonly string[]): Arbitrary<unknown> {
  const any = fc.string({ unit: 'binary', minLength, maxLength: Math.min(maxLength, 60) });
  const short = any.filter((text) => [...text].length <= maxLength);
  return likely.length === 0 ? short : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...likely) }, short);
}

function listOf(schema: Schema, of: (schema: Schema) => Arbitrary<unknown>): Arbitrary<unknown> {
  const { items = {}, minItems = 0, maxItems = 5, uniqueItems = false } = schema;
  const bounds = { minLength: minItems, maxLength: Math.min(maxItems, minItems + 5) };
  return uniqueItems
    ? fc.uniqueArray(of(items), { ...bounds, maxLength: items.enum?.length ?? bounds.maxLength })
    : fc.array(of(items), bounds);
}

function objectOf(
  { properties = {}, required = [], additionalProperties }: Schema,
  of: (schema: Schema, name?: string) => Arbitrary<unknown>,
): Arbitrary<unknown> {
  if (typeof additionalProperties === 'object')
    return fc.dictionary(fc.string({ maxLength: 10 }), of(additionalProperties), { maxKeys: 4 });
  const parts = Object.entries(properties).map(([name, schema]) => [name, of(schema, name)] as const);
  return fc.record(Object.fromEntries(parts), { requiredKeys: [...required] });
}
