// Runs scripts one after another: `node scripts/quietly.mjs FILE...`. Prints nothing, or the output of the first one that fails.
import { spawnSync } from 'node:child_process';

for (const script of process.argv.slice(2)) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { maxBuffer: 2 ** 26 });
  if (status === 0) continue;
  process.stderr.write(`${script} failed\n${stdout}${stderr}`);
  process.exit(1);
}
