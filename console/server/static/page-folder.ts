import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HookswitchError } from '../../../simulator/index.ts';

/**
 * The folder of the built page: next to the built command, or in `dist` if this runs from source.
 *
 * @throws HookswitchError `bad-file` if it was not built.
 */
export function findPageFolder(from: string = import.meta.dirname): string {
  for (let folder = from; ; folder = dirname(folder)) {
    for (const found of [join(folder, 'dist/console'), join(folder, 'console')])
      if (existsSync(join(found, 'main.js'))) return found;
    if (dirname(folder) === folder)
      throw new HookswitchError('bad-file', "the console's page is not built; run npm run build");
  }
}
