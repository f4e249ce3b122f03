import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** The modules below the front ends. */
export const belowFrontEnds = [
  'check',
  'diagnosis',
  'files',
  'options',
  'listener',
  'load',
  'observation',
  'receiver',
  'replay',
  'reports',
  'runner',
  'schemas',
  'sending',
  'simulator',
  'suites',
  'text',
];

/** The sources in a folder, without the generated ones, each with its text. */
export function sourcesIn(folder: string): (readonly [name: string, text: string])[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name}`)
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('/generated/'))
    .sort()
    .map((name) => [name, readFileSync(join(root, name), 'utf8')]);
}
