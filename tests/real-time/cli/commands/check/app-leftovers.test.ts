import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../../../../bench/support/free-port.ts';
import { folderWith } from '../../../../cli/commands/check/app-folder.ts';
import { bundleCli } from '../../../../support/bundle.ts';
import { isRunning } from '../../../../support/is-running.ts';
import { runCli } from '../../../../support/run-cli.ts';

const responds = `export default (request, response) => request.resume().on('end', () => response.end());`;
const oneRule = ['--rules', 'signature/accepts-genuine'];

/** Everything that a module may start. It writes the id of its child process to a file. */
const startsEverything = (port: number, time: string) => `
  import { spawn } from 'node:child_process';
  import { writeFileSync } from 'node:fs';
  import { createServer } from 'node:http';
  import { Worker } from 'node:worker_threads';
  import { setInterval as every } from 'node:timers';
  globalThis.ticks = 0;
  setInterval(() => { globalThis.ticks += 1; }, 1);
  every(() => { globalThis.ticks += 1; }, 1);
  createServer().listen(${port}, '127.0.0.1');
  globalThis.worker = new Worker('setInterval(() => {}, 1000)', { eval: true });
  // In simulated time, the check would wait for it.
  const child = ${time === 'real' ? "spawn('sleep', ['600'])" : '{ pid: 0 }'};
  writeFileSync(new URL('pid', import.meta.url), String(child.pid));
  process.on('SIGUSR2', () => {});
  process.on('uncaughtException', () => {});
  ${responds}`;

const running = globalThis as unknown as { ticks: number; worker: { threadId: number } };

describe('hookswitch check --app', () => {
  it.each(['simulated', 'real'])('leaves nothing of the app running, in %s time', async (time) => {
    const port = await freePort();
    const cwd = folderWith({ 'app.mjs': startsEverything(port, time) });
    const listeners = () => [process.listeners('SIGUSR2'), process.listeners('uncaughtException')];
    const before = listeners();
    const argv = ['check', '--app', 'app.mjs', '--time', time, '--wait', '60s', ...oneRule];
    const { exitCode, stderr } = await runCli(argv, { cwd });
    expect([exitCode, stderr]).toEqual([0, '']);
    const { ticks } = running;
    expect(ticks).toBeGreaterThan(0);
    const pid = Number(readFileSync(join(cwd, 'pid'), 'utf8'));
    if (time === 'real') await expect.poll(() => isRunning(pid)).toBe(false);
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed');
    expect(running.worker.threadId).toBe(-1);
    expect(running.ticks).toBe(ticks);
    expect(listeners()).toEqual(before);
  });

  it("leaves nothing running of a module that can't be checked", async () => {
    const cwd = folderWith({
      'app.mjs': 'setInterval(() => { globalThis.ticks += 1; }, 1); throw new Error("no database");',
    });
    running.ticks = 0;
    const { exitCode } = await runCli(['check', '--app', 'app.mjs', '--time', 'real', ...oneRule], { cwd });
    const { ticks } = running;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([exitCode, running.ticks]).toEqual([2, ticks]);
  });
});

describe('the process of hookswitch check --app', () => {
  async function checkInProcess(module: string, argv: readonly string[] = [], signal?: NodeJS.Signals) {
    const cwd = folderWith({ 'app.mjs': module });
    const child = spawn(process.execPath, [await bundleCli(), 'check', '--app', 'app.mjs', ...argv], { cwd });
    const output = Promise.all([text(child.stdout), text(child.stderr)]);
    if (signal) {
      await once(child.stdout, 'data');
      child.kill(signal);
    }
    const [exitCode] = await once(child, 'exit');
    const [stdout, stderr] = await output;
    return { exitCode, stdout, stderr };
  }

  it('prints only its own output, so that a report on standard output is intact', async () => {
    const module = `console.log('starting'); console.error('warning');\n${responds.replace('=> request', "=> (console.log('received'), request)")}`;
    const { exitCode, stdout, stderr } = await checkInProcess(module, [...oneRule, '--report', 'json=-']);
    expect(JSON.parse(stdout)).toMatchObject({ time: 'simulated', summary: { pass: 1 } });
    expect(stderr).toMatch(/^Checking POST \/ of app\.mjs /);
    expect(stderr).not.toMatch(/starting|warning|received/);
    expect(exitCode).toBe(0);
  });

  it('ends although the app keeps it busy', async () => {
    const module = `setInterval(() => {}, 1); process.on('exit', () => { for (;;); });\n${responds}`;
    expect((await checkInProcess(module, [...oneRule, '--time', 'real'])).exitCode).toBe(0);
  });

  it('is interrupted by Ctrl-C while it loads the app', async () => {
    const module = `await new Promise(() => {});\n${responds}`;
    const controller = new AbortController();
    const checking = runCli(['check', '--app', 'app.mjs', '--time', 'real'], {
      cwd: folderWith({ 'app.mjs': module }),
      signal: controller.signal,
    });
    controller.abort();
    const { exitCode, stderr } = await checking;
    expect(stderr).toBe('hookswitch: app.mjs was still being loaded when the check was stopped\n');
    expect(exitCode).toBe(130);
  });

  it('is interrupted by Ctrl-C, whatever the app does with signals', async () => {
    const module = `process.on('SIGINT', () => process.exit(0));\n${responds}`;
    const { exitCode, stdout } = await checkInProcess(module, ['--time', 'real', '--thorough'], 'SIGINT');
    expect(exitCode).toBe(130);
    expect(stdout).toContain('interrupted');
  });
});
