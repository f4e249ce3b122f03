import type { SchemaTypes } from '../schemas/generated/types.ts';
import { validate } from '../schemas/index.ts';
import { parseChecked } from '../schemas/json-text.ts';
import { type ErrorCode, HookswitchError } from '../simulator/index.ts';
import { oneLine } from '../text/terminal/visible.ts';
import { readText } from './read-text.ts';

/** A JSON file that people write. */
interface CheckedFile<Schema extends keyof SchemaTypes> {
  readonly path: string;
  /** Its name in messages. */
  readonly name: string;
  /** Its description in messages: "the profile profile.json". */
  readonly what: string;
  readonly schema: Schema;
  /** The error code for invalid content. */
  readonly code: ErrorCode;
}

/**
 * The content of a small JSON file.
 *
 * @throws HookswitchError `bad-file` if it can't be read, `code` with the line and column of a mistake.
 */
export function readChecked<Schema extends keyof SchemaTypes>(
  file: CheckedFile<Schema>,
): SchemaTypes[Schema] {
  const { path, name, what, schema, code } = file;
  return parseChecked(
    readText(path, what),
    (value) => validate(schema, value),
    ({ message }) => {
      throw new HookswitchError(code, `${name}: ${oneLine(message)}`);
    },
  );
}
