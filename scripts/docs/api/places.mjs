import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a declaration is, relative to the project. */
export function placeOf(reflection) {
  return reflection.project.getSymbolIdFromReflection(reflection)?.packagePath ?? '';
}

/** Whether it is generated from a schema. */
export function isGenerated(reflection) {
  return placeOf(reflection).startsWith('schemas/generated/');
}

/** Finds where a declaration is written. A generated type is written in its schema, such as schemas/report.schema.json#Finding. */
export function sourceFinder(root) {
  const schemas = new Map(
    ['schemas', 'schemas/events']
      .flatMap((folder) => readdirSync(join(root, folder)).map((file) => `${folder}/${file}`))
      .filter((file) => file.endsWith('.schema.json'))
      .flatMap((file) => typesOf(root, file).map((type) => [type, `${file}#${type}`])),
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
