// Runs the whole self-test and stores what it found for docs/self-test.md. Takes about ten minutes with two cores. Run `npm run generate` afterwards.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sources } from './docs/sources.mjs';
import { recordPath, runOf } from './self-test-run.mjs';
import { root } from './setup.mjs';

const build = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' });
const args = ['dist/bin/hookswitch.cjs', 'self-test', '--json'];
const options = {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
  encoding: 'utf8',
  maxBuffer: 64 * 1024 ** 2,
};
const run = build.status === 0 ? spawnSync(process.execPath, args, options) : build;
if (run.stdout) {
  const recorded = runOf(JSON.parse(run.stdout), sources.rules, new Date().toISOString().slice(0, 10));
  writeFileSync(recordPath, `${JSON.stringify(recorded)}\n`);
  const biome = join(root, 'node_modules/.bin/biome');
  spawnSync(biome, ['format', '--write', recordPath], { cwd: root, stdio: 'inherit' });
}
process.exitCode = run.status ?? 1;
