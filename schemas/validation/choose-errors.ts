import type { ErrorObject } from 'ajv/dist/2020.js';
import { isOfAnotherTag, unknownTag } from './union-tag.ts';

export type Chosen = readonly [ErrorObject, ...ErrorObject[]];

const unions = ['anyOf', 'oneOf'];
const wrappers = [...unions, 'if', 'propertyNames'];

/**
 * Chooses the errors that a person should see: those at one place, and several only if a union leaves several options. Branches of a union
 * for another tag (`kind`) are ignored.
 */
export function chooseErrors(errors: readonly ErrorObject[]): Chosen {
  const union = errors.findLast(({ keyword }) => unions.includes(keyword));
  const inner = errors.filter(({ keyword }) => !wrappers.includes(keyword));
  const meant = union === undefined ? inner : inner.filter((error) => !isOfAnotherTag(error, union, inner));
  const [first, ...others] = most(most(meant, depthOf), progressOf);
  if (first === undefined) return [unknownTag(union, inner) ?? fallback(union, errors)];
  return [
    first,
    ...others.filter(({ keyword }) => keyword === first.keyword || typeKeywords.includes(keyword)),
  ];
}

function most(errors: readonly ErrorObject[], measure: (error: ErrorObject) => number): ErrorObject[] {
  const highest = Math.max(...errors.map(measure));
  return errors.filter((error) => measure(error) === highest);
}

function fallback(union: ErrorObject | undefined, errors: readonly ErrorObject[]): ErrorObject {
  const error = union ?? errors[0];
  if (error === undefined) throw new RangeError('A check that failed names at least one error.');
  return error;
}

function depthOf({ instancePath }: ErrorObject): number {
  return instancePath.split('/').length;
}

const typeKeywords = ['type', 'const'];

/** How well a branch of a union fits: first the type, then required keys, then the rest. */
function progressOf({ keyword }: ErrorObject): number {
  if (typeKeywords.includes(keyword)) return 0;
  return keyword === 'required' ? 1 : 2;
}
