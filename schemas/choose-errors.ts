import type { ErrorObject } from 'ajv/dist/2020.js';

export type Chosen = readonly [ErrorObject, ...ErrorObject[]];

const unions = ['anyOf', 'oneOf'];
const wrappers = [...unions, 'if', 'propertyNames'];

/**
 * Of all that a validator says about one failure, what a person should hear: errors at one place, several only where a union leaves
 * several ways. Branches of a union that are meant for another tag (`kind`) do not count.
 */
export function chooseErrors(errors: readonly ErrorObject[]): Chosen {
  const union = errors.findLast(({ keyword }) => unions.includes(keyword));
  const inner = errors.filter(({ keyword }) => !wrappers.includes(keyword));
  const meant = union === undefined ? inner : inner.filter((error) => !isOfAnotherTag(error, union));
  const depth = Math.max(...meant.map(depthOf));
  const [first, ...others] = meant.filter((error) => depthOf(error) === depth);
  if (first === undefined) return fallback(union, errors);
  return [first, ...others.filter(({ instancePath }) => instancePath === first.instancePath)];
}

function fallback(union: ErrorObject | undefined, errors: readonly ErrorObject[]): Chosen {
  const error = union ?? errors[0];
  if (error === undefined) throw new RangeError('A check that failed names at least one error.');
  return [error];
}

function depthOf({ instancePath }: ErrorObject): number {
  return instancePath.split('/').length;
}

function isOfAnotherTag(
  { keyword, instancePath, parentSchema, data }: ErrorObject,
  union: ErrorObject,
): boolean {
  if (keyword === 'const') return instancePath !== union.instancePath;
  const properties: Record<string, { const?: unknown }> = parentSchema?.properties ?? {};
  return Object.entries(properties).some(
    ([key, schema]) => schema.const !== undefined && isRecord(data) && data[key] !== schema.const,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
