// `npm run mutation`: mutates the code in small ways and tests whether a test fails; takes about an hour. `npm run mutation -- runner` for
// one part, `npm run mutation -- simulator simulator/fleet` for some of its files or folders.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, setUp } from './setup.mjs';

setUp();
const home = join(root, 'tests/mutation');
// Stryker has more dependencies than all other tools together, so it is installed only for this.
if (!existsSync(join(home, 'node_modules'))) {
  run('installing Stryker', 'npm', ['ci', '--prefix', home, '--legacy-peer-deps', '--no-audit', '--no-fund']);
}

const [named, ...paths] = process.argv.slice(2);
const parts = named === undefined ? ['simulator', 'runner'] : [named];
const isAllRight = parts.map(mutate).every((status) => status === 0);
process.exit(isAllRight ? 0 : 1);

function mutate(part) {
  const stryker = join(home, 'node_modules/@stryker-mutator/core/bin/stryker.js');
  const some = paths.length === 0 ? [] : ['--mutate', paths.map(filesBelow).join(',')];
  const args = [stryker, 'run', `tests/mutation/${part}.config.mjs`, ...some];
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status;
}

function filesBelow(path) {
  return statSync(join(root, path)).isDirectory() ? `${path}/**/*.ts` : path;
}
