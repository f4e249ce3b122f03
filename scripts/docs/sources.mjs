import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** What the pages are made from, out of the TypeScript sources as they are now. */
const contents = `
  export { gridsOf, heldUpByNone, heldUpByOne } from './self-test/matrix.ts';
  export { faultyReceivers, rightReceivers } from './fixtures/receivers/index.ts';
  export { addCommands } from './cli/commands/define.ts';
  export { schemas } from './schemas/index.ts';
  export { defaultSettings, faults, profileChoices } from './simulator/index.ts';
  export { rules } from './suites/index.ts';
  export { lessons } from './suites/lessons/generated/lessons.ts';
  export { languages } from './suites/lessons/lesson.ts';
  export { requirements } from './suites/requirements.ts';
`;

export async function loadSources(root) {
  const cache = join(root, 'node_modules/.cache/hookswitch');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'docs-'));
  const outfile = join(folder, 'sources.mjs');
  try {
    await build({
      stdin: { contents, resolveDir: root, loader: 'ts' },
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      outfile,
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
