import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { bundleCli } from '../../../support/bundle.ts';
import { withReceiver, env as withSecret } from '../../../support/recording-receiver.ts';
import { runCli } from '../../../support/run-cli.ts';
import { stage } from './left-running.ts';

const rules = ['--rules', 'acknowledgement/acknowledges-in-time'];
type Staged = Awaited<ReturnType<typeof stage>>;

/** How a receiver can detach from the command that starts it. */
const commands: readonly (readonly [string, (staged: Staged) => string])[] = [
  ['in a session of its own', ({ receiver }) => `setsid ${receiver} & wait`],
  [
    'by a double fork, its output elsewhere',
    ({ receiver }) => `(setsid sh -c '${quoted(receiver)} >/dev/null 2>&1 &'); sleep 300`,
  ],
  ['deaf to SIGTERM', ({ receiver }) => `setsid ${receiver} stubborn >/dev/null 2>&1 & wait`],
  ['with an environment of its own', ({ receiver }) => `env -i setsid ${receiver} & sleep 300`],
];

describe.concurrent('a check with --exec', () => {
  it.each(commands)('kills a receiver that runs %s', async (_how, command) => {
    const staged = await stage();
    const argv = ['check', staged.url, '--exec', command(staged), ...rules];
    const { exitCode, stdout, stderr } = await runCli(argv, { env: staged.env });
    expect([exitCode, stderr], stdout).toEqual([0, '']);
    expect(staged.left()).toEqual([]);
    await expect(fetch(staged.url)).rejects.toThrow('fetch failed');
  });

  it('kills a daemon whose command has already ended', async () => {
    const staged = await stage();
    const command = `setsid sleep 300 >/dev/null 2>&1 & exit 0`;
    const { exitCode } = await runCli(['check', staged.url, '--exec', command, ...rules], {
      env: staged.env,
    });
    expect(exitCode).toBe(3);
    expect(staged.left()).toEqual([]);
  });

  it.for([
    [['SIGHUP'], 129],
    [['SIGQUIT'], 131],
    [['SIGTERM'], 130],
    [['SIGINT'], 130],
    [['SIGHUP', 'SIGHUP'], 129],
    [['SIGINT', 'SIGTERM'], 130],
  ] as const)('leaves nothing running after %j and exits with %d', async ([signals, code], { expect }) => {
    const staged = await stage();
    const command = `setsid ${staged.receiver} stubborn >/dev/null 2>&1 & wait`;
    const argv = [await bundleCli(), 'check', staged.url, '--exec', command, '--num-runs', '500'];
    const child = spawn(process.execPath, argv, { env: staged.env, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.resume();
    child.stderr.resume();
    const ended = once(child, 'exit');
    await expect.poll(() => answers(staged.url), { interval: 50 }).toBe(true);
    for (const signal of signals) {
      child.kill(signal);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    expect(await ended).toEqual([code, null]);
    expect(staged.left()).toEqual([]);
  });
});

describe.concurrent('what a command leaves in the background', () => {
  it.each(['--observe-cmd', '--reset-cmd'])('is killed with the command of %s', async (flag) => {
    const { env, left } = await stage();
    const command = `setsid sleep 300 >/dev/null 2>&1 & echo '{}'`;
    await withReceiver(undefined, async ({ url }) => {
      const argv = [await bundleCli(), 'check', url, flag, command, ...rules];
      const child = spawn(process.execPath, argv, { env: { ...env, ...withSecret }, stdio: 'ignore' });
      expect(await once(child, 'exit')).toEqual([0, null]);
    });
    expect(left()).toEqual([]);
  });
});

/** Escapes for single quotes. */
function quoted(text: string): string {
  return text.replaceAll("'", `'\\''`);
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}
