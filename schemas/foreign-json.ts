import { isNestedDeeper } from '../text/formats/nesting.ts';

/** The maximum nesting of foreign JSON. Comparing, printing and redacting are recursive, and a few thousand levels overflow the stack. */
export const maxJsonLevels = 500;

/** Thrown for JSON that is nested too deeply. */
export class NestedTooDeep extends SyntaxError {
  constructor(maxLevels: number) {
    super(`it is nested deeper than ${maxLevels} levels`);
  }
}

/**
 * Parses JSON from others: a state, a message, a row of a file. All such texts must use this.
 *
 * @throws SyntaxError for invalid JSON; {@link NestedTooDeep}.
 */
export function parseForeignJson(text: string, maxLevels = maxJsonLevels): unknown {
  if (isNestedDeeper(text, maxLevels)) throw new NestedTooDeep(maxLevels);
  return JSON.parse(text);
}

/** Like {@link parseForeignJson}; `undefined` for invalid JSON. */
export function tryParseForeignJson(text: string, maxLevels = maxJsonLevels): unknown {
  try {
    return parseForeignJson(text, maxLevels);
  } catch {
    return undefined;
  }
}
