import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { brokenReceivers } from '../fixtures/receivers/index.ts';
import type { Bench } from './figure.ts';
import { type RunHookswitch, rerunAll } from './support/rerun-all.ts';

const program = join(process.cwd(), 'dist/bin/hookswitch.js');

/** Every printed rerun command of every broken receiver, or of the first `count`, or of those in `only`, run as printed. */
export const reruns: Bench = async (count = brokenReceivers.length, only = []) => {
  const receivers = brokenReceivers
    .filter(({ name }) => only.length === 0 || only.includes(name))
    .slice(0, count);
  let commands = 0;
  let useless = 0;
  for (const receiver of receivers) {
    const reruns = await rerunAll(receiver, ['--seed', '7'], run);
    if (reruns.length === 0) process.stderr.write(`${receiver.name}: no rule failed\n`);
    for (const { command, id, verdict, reason = '' } of reruns) {
      commands += 1;
      const mayFail = receiver.exception?.rules ?? [];
      if (verdict === 'fail' || mayFail === 'any' || mayFail.includes(id)) continue;
      useless += 1;
      process.stderr.write(`${receiver.name}: ${id}: ${verdict ?? 'not checked'} ${reason}, by ${command}\n`);
    }
  }
  return [
    {
      what: 'rerun commands that do not reproduce their failure',
      value: useless,
      unit: 'of them',
      atMost: 0,
      how: `${commands} commands of ${receivers.length} receivers`,
    },
  ];
};

const run: RunHookswitch = (argv, { cwd, env }) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...argv], {
      cwd,
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let text = '';
    child.stdout.on('data', (bytes) => {
      text += bytes;
    });
    child.on('close', () => resolve(text));
  });
