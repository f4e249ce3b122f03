import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const ending = '.schema.json';

/** The schemas of a folder by name, in alphabetical order. */
export function readSchemas(folder) {
  return Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith(ending))
      .sort()
      .map((file) => [schemaNameOf(file), JSON.parse(readFileSync(join(folder, file), 'utf8'))]),
  );
}

/** `events/did-change.schema.json` is `did-change`. */
export function schemaNameOf(file) {
  return basename(file, ending);
}
