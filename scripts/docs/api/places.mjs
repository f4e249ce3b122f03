import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a declaration is, from the root of the project. */
export function placeOf(reflection) {
  return reflection.project.getSymbolIdFromReflection(reflection)?.packagePath ?? '';
}

/** Whether it is made from a schema. */
export function isGenerated(reflection) {
  return placeOf(reflection).startsWith('schemas/generated/');
}

/** Tells where a declaration is written: a type that is made from a schema, in that schema. */
export function sourceFinder(root) {
  const schemas = new Map(
    ['schemas', 'schemas/events']
      .flatMap((folder) => readdirSync(join(root, folder)).map((file) => `${folder}/${file}`))
      .filter((file) => file.endsWith('.schema.json'))
      .flatMap((file) => typesOf(root, file).map((type) => [type, file])),
  );
  return (reflection) => (isGenerated(reflection) && schemas.get(reflection.name)) || placeOf(reflection);
}

/** A schema gives a type for each title, and for each definition without one. */
function typesOf(root, path) {
  const types = [];
  JSON.parse(readFileSync(join(root, path), 'utf8'), (key, value) => {
    if (key === 'title' && typeof value === 'string') types.push(value);
    if (key === '$defs') types.push(...Object.keys(value));
    return value;
  });
  return types;
}
