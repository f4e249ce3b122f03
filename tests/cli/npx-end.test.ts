import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundleCli } from '../support/bundle.ts';

const bin = await bundleCli();

/** Starts the console as npx does: npx starts a shell, which starts the command. */
async function startLikeNpx() {
  const folder = mkdtempSync(join(tmpdir(), 'hookswitch-npx-'));
  const command = `"${process.execPath}" "${bin}" console --port 0 --inbox-port 0 --folder "${folder}"; exit 0`;
  const program = `const { spawn } = require('node:child_process');
const shell = spawn('/bin/sh', ['-c', process.argv[1]], { stdio: 'inherit' });
process.on('SIGTERM', () => { shell.kill('SIGTERM'); process.exit(0); });`;
  const env = { ...process.env, npm_command: 'exec' };
  const npx = spawn(process.execPath, ['-e', program, command], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await once(npx.stdout, 'data');
  const url = /http:\/\/localhost:\d+\//.exec(String(said))?.[0] ?? '';
  return { npx, url };
}

it.each(['SIGTERM', 'SIGKILL'] as const)('stops the console when npx is ended by %s', async (signal) => {
  const { npx, url } = await startLikeNpx();
  expect((await fetch(url)).status).toBe(200);
  npx.kill(signal);
  const answers = () =>
    fetch(url).then(
      () => true,
      () => false,
    );
  await expect.poll(answers, { interval: 100 }).toBe(false);
});
