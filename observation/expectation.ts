import type { Json } from './json.ts';

/** Stands in an expected value where anything is accepted. */
export const anything = Symbol('anything');

/** JSON in which some places accept anything. */
export type Expectation =
  | Json
  | typeof anything
  | readonly Expectation[]
  | { readonly [key: string]: Expectation };

/** `dids[1].did`: the place of a key within this path. */
export function pathTo(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}
