import type { ErrorObject } from 'ajv/dist/2020.js';
import { isRecord } from '../is-record.ts';

/** Whether an error is from a branch for another value of the union's tag, such as `kind`. */
export function isOfAnotherTag(error: ErrorObject, union: ErrorObject, all: readonly ErrorObject[]): boolean {
  if (error.keyword === 'const') return error.instancePath !== union.instancePath;
  const value: unknown = union.data;
  if (!isRecord(value)) return false;
  return tagsOf(all, union).some((tag) => {
    const values = valuesOf(tag, error, union);
    return values.length > 0 && ![undefined, ...values].includes(value[tag]);
  });
}

/** The error of a tag with an unknown value, and the known values; undefined if that isn't the problem. */
export function unknownTag(
  union: ErrorObject | undefined,
  all: readonly ErrorObject[],
): ErrorObject | undefined {
  if (union === undefined || !isRecord(union.data)) return undefined;
  const [tag] = tagsOf(all, union);
  if (tag === undefined) return undefined;
  const allowedValues = [...new Set(all.flatMap((error) => valuesOf(tag, error, union)))];
  const instancePath = `${union.instancePath}/${tag}`;
  return { ...union, keyword: 'enum', instancePath, params: { allowedValues }, data: union.data[tag] };
}

/** The keys for which a branch has a constant. */
function tagsOf(errors: readonly ErrorObject[], union: ErrorObject): string[] {
  const keys = errors.flatMap((error) => {
    if (error.keyword === 'const') return keyIn(union, error) ?? [];
    const properties = Object.entries(propertiesOf(error));
    return properties.flatMap(([key, schema]) => (schema.const === undefined ? [] : [key]));
  });
  return [...new Set(keys)];
}

/** The tag of the branch of an error; undefined if it isn't known. */
function valuesOf(tag: string, error: ErrorObject, union: ErrorObject): readonly unknown[] {
  const schema = keyIn(union, error) === tag ? error.parentSchema : propertiesOf(error)[tag];
  const { const: only, enum: several = [] } = schema ?? {};
  return only === undefined ? several : [only];
}

/** The key of the union's value that an error is about. */
function keyIn(union: ErrorObject, { instancePath }: ErrorObject): string | undefined {
  const [, key, ...deeper] = instancePath.slice(union.instancePath.length).split('/');
  return deeper.length === 0 ? key : undefined;
}

interface TagSchema {
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
}

function propertiesOf({ parentSchema }: ErrorObject): Readonly<Record<string, TagSchema>> {
  return parentSchema?.properties ?? {};
}
