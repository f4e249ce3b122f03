import { isNestedDeeper } from '../text/nesting.ts';

/**
 * How deep JSON that others wrote may be nested. What compares, prints or redacts a value calls itself for each level, and some
 * thousand levels are more than the stack holds.
 */
export const maxJsonLevels = 500;

/** Thrown for JSON that is nested too deep. */
export class NestedTooDeep extends SyntaxError {
  constructor(maxLevels: number) {
    super(`it is nested deeper than ${maxLevels} levels`);
  }
}

/**
 * Parses JSON that others wrote: a state, a message, a row of a file. Every such text comes in through here.
 *
 * @throws SyntaxError for what is no JSON; {@link NestedTooDeep}.
 */
export function parseForeignJson(text: string, maxLevels = maxJsonLevels): unknown {
  if (isNestedDeeper(text, maxLevels)) throw new NestedTooDeep(maxLevels);
  return JSON.parse(text);
}
