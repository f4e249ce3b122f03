import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { SchemaName } from './generated/types.ts';

/** A JSON Schema of the 2020-12 dialect. */
export interface JsonSchema {
  /** Its URL, by which other schemas refer to it. */
  readonly $id: string;
  /** The name of its type. */
  readonly title: string;
  /** What it describes. */
  readonly description: string;
  /** Any other keyword. */
  readonly [keyword: string]: unknown;
}

const ending = '.schema.json';
// scripts/build.mjs replaces this file with one that contains the schemas.
const folder = new URL('./', import.meta.url);

/** Every schema by name. */
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
