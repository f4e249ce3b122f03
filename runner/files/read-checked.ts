import type { SchemaTypes } from '../../schemas/generated/types.ts';
import { validate } from '../../schemas/index.ts';
import { parseChecked } from '../../schemas/json-text.ts';
import { type ErrorCode, HookswitchError } from '../../simulator/index.ts';
import { oneLine } from '../../text/visible.ts';
import { readText } from './read-text.ts';

/** A JSON file that somebody writes by hand. */
interface CheckedFile<Schema extends keyof SchemaTypes> {
  readonly path: string;
  /** Its name in sentences. */
  readonly name: string;
  /** What it is in sentences: "the profile profile.json". */
  readonly what: string;
  readonly schema: Schema;
  /** The code of an error for what is wrong in it. */
  readonly code: ErrorCode;
}

/**
 * What a small JSON file holds.
 *
 * @throws HookswitchError `bad-file` when it cannot be read, `code` with the line and column of the mistake.
 */
export function readChecked<Schema extends keyof SchemaTypes>(
  file: CheckedFile<Schema>,
): SchemaTypes[Schema] {
  const { path, name, what, schema, code } = file;
  return parseChecked(
    readText(path, what),
    (value) => validate(schema, value),
    (sentence) => {
      throw new HookswitchError(code, `${name}: ${oneLine(sentence)}`);
    },
  );
}
