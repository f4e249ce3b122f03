import { HookswitchError } from '../../../simulator/index.ts';
import { jsonCell } from '../../../simulator/journal/sqlite/cell.ts';
import type { SqlRow } from '../../../simulator/journal/sqlite/value.ts';
import type { ShapeTest } from './shapes.ts';

export { asBytes } from '../../../simulator/journal/sqlite/cell.ts';

/**
 * A stored JSON value, selected by `asBytes`: the library ends the process for invalid UTF-8, as in a damaged file.
 *
 * @throws HookswitchError `bad-file`.
 */
export function keptJson<T>(row: SqlRow, name: string, isShaped: ShapeTest): T {
  const value = parsed(row, name);
  if (isShaped(value)) return value as T;
  throw new HookswitchError(
    'bad-file',
    "console.db in the console's folder is damaged; move console.db elsewhere to start with a new one",
  );
}

/** Undefined has no shape. */
function parsed(row: SqlRow, name: string): unknown {
  try {
    return jsonCell(row, name);
  } catch {
    return undefined;
  }
}
