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
  const [first, ...others] = most(most(meant, depthOf), progressOf);
  if (first === undefined) return fallback(union, errors);
  return [
    first,
    ...others.filter(({ keyword }) => keyword === first.keyword || typeKeywords.includes(keyword)),
  ];
}

function most(errors: readonly ErrorObject[], measure: (error: ErrorObject) => number): ErrorObject[] {
  const highest = Math.max(...errors.map(measure));
  return errors.filter((error) => measure(error) === highest);
}

function fallback(union: ErrorObject | undefined, errors: readonly ErrorObject[]): Chosen {
  const error = union ?? errors[0];
  if (error === undefined) throw new RangeError('A check that failed names at least one error.');
  return [error];
}

function depthOf({ instancePath }: ErrorObject): number {
  return instancePath.split('/').length;
}

const typeKeywords = ['type', 'const'];

/** How far a branch of a union fits: the type first, then the keys that must be there, then the rest. */
function progressOf({ keyword }: ErrorObject): number {
  if (typeKeywords.includes(keyword)) return 0;
  return keyword === 'required' ? 1 : 2;
}

function isOfAnotherTag(
  { keyword, instancePath, parentSchema, data }: ErrorObject,
  union: ErrorObject,
): boolean {
  if (keyword === 'const') return instancePath !== union.instancePath;
  const properties: Record<string, { const?: unknown }> = parentSchema?.properties ?? {};
  return Object.entries(properties).some(
    ([key, schema]) =>
      schema.const !== undefined && isRecord(data) && ![undefined, schema.const].includes(data[key]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
