import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The package's entry points: `{ specifier: 'hookswitch/playwright', name: 'playwright', file: 'integrations/playwright.ts' }`. */
export function entryPointsOf(root) {
  const { name, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Object.entries(exports)
    .filter(([, target]) => target.types)
    .map(([path, { types }]) => ({
      specifier: path.replace('.', name),
      name: path === '.' ? name : path.slice('./'.length),
      file: types.replace('./dist/', '').replace(/\.d\.ts$/, '.ts'),
    }));
}
