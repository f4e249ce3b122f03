import { existsSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { ownAddress } from '../../scripts/file-readers.mjs';
import { runFolder } from './run-folder.ts';

/** A test program as one file, so that a child process that runs it starts within a few milliseconds. */
export function bundle(program: URL): Promise<string> {
  return bundleOnce(fileURLToPath(program), {
    external: ['jsonc-parser'],
    // The bundled code may be CommonJS, and call require.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
}

/** The command line as one file that Node can run. */
export function bundleCli(): Promise<string> {
  return bundleOnce(join(import.meta.dirname, '../../cli/bin.ts'), { packages: 'external' });
}

type Packages = Pick<Parameters<typeof build>[0], 'external' | 'banner' | 'packages'>;

const bundles = new Map<string, Promise<string>>();

/** Bundled once per test run, whichever file needs it first. */
function bundleOnce(entry: string, packages: Packages): Promise<string> {
  const bundled = bundles.get(entry) ?? bundleNow(entry, packages);
  bundles.set(entry, bundled);
  return bundled;
}

async function bundleNow(entry: string, packages: Packages): Promise<string> {
  const outfile = join(runFolder(), `${basename(entry, '.ts')}.mjs`);
  if (existsSync(outfile)) return outfile;
  const own = `${outfile}.${process.pid}.mjs`;
  await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: own,
    plugins: [ownAddress],
    ...packages,
  });
  // Another worker may have created it meanwhile, and it may be running.
  renameSync(own, outfile);
  return outfile;
}
