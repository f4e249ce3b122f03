import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { SchemaName } from './generated/types.ts';

/** A JSON Schema of the 2020-12 dialect. */
export interface JsonSchema {
  /** Its address, by which other schemas refer to it. */
  readonly $id: string;
  /** The name of the type that it describes. */
  readonly title: string;
  /** What it describes. */
  readonly description: string;
  /** Any other keyword. */
  readonly [keyword: string]: unknown;
}

const ending = '.schema.json';
const folder = new URL('./', import.meta.url);

/**
 * Every schema by its name. From the sources they are read from the files beside this one; `scripts/build.mjs` replaces this file with one
 * that holds them.
 */
export const schemas: Readonly<Record<SchemaName, JsonSchema>> = Object.fromEntries(
  [...filesIn('./'), ...filesIn('./events/')].map((file) => [
    basename(file.pathname, ending),
    JSON.parse(readFileSync(file, 'utf8')),
  ]),
) as Record<SchemaName, JsonSchema>;

function filesIn(path: string): URL[] {
  const inside = new URL(path, folder);
  const names = readdirSync(inside).filter((name) => name.endsWith(ending));
  return names.sort().map((name) => new URL(name, inside));
}
