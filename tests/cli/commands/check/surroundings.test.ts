import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../../../bench/support/free-port.ts';
import { createReference } from '../../../../fixtures/receivers/reference.ts';
import { startDownstream } from '../../../../observation/downstream/downstream.ts';
import type { Report } from '../../../../schemas/generated/types.ts';
import { runCli } from '../../../support/run-cli.ts';
import { serve } from '../../../support/serve.ts';

const secret = 'z6Wq1TxLm8RvN3bKh0JyC5sGd2PfUe9A';
const env = { YCM_WEBHOOK_SECRET: secret };
const one = ['--rules', 'signature/accepts-genuine'];

const reference = await serve(createReference({ secret }));

const newFolder = () => mkdtempSync(join(tmpdir(), 'hookswitch-surroundings-'));

describe('check --reset-cmd', () => {
  it('runs the command first, in the folder where the check runs', async () => {
    const cwd = newFolder();
    const argv = ['check', reference.url, '--reset-cmd', 'touch reset', ...one];
    expect(await runCli(argv, { env, cwd })).toMatchObject({ exitCode: 0, stderr: '' });
    expect(existsSync(join(cwd, 'reset'))).toBe(true);
  });

  it('checks nothing if the command fails, and shows its last output without secrets', async () => {
    const reset = `echo "no role for $YCM_WEBHOOK_SECRET" >&2; exit 4`;
    const { exitCode, stdout, stderr } = await runCli(
      ['check', reference.url, '--reset-cmd', reset, ...one],
      { env },
    );
    expect(stderr).toBe(
      'hookswitch: nothing was checked: the --reset-cmd command exited with code 4; it printed:\nno role for ***\n',
    );
    expect([exitCode, stdout]).toEqual([2, '']);
  });

  it('runs before the receiver starts', async () => {
    const port = await freePort();
    const cwd = newFolder();
    const server = `node -e 'require("http").createServer((q, r) => r.end()).listen(${port}, "127.0.0.1")'`;
    const exec = `test -e reset || exit 9; exec ${server}`;
    const argv = ['check', `http://127.0.0.1:${port}/`, '--exec', exec, '--reset-cmd', 'touch reset', ...one];
    expect((await runCli(argv, { cwd })).exitCode).toBe(0);
  });
});

describe('check --downstream-port', () => {
  it("observes the receiver's calls, and listens before the receiver starts", async () => {
    const [port, downstreamPort] = [await freePort(), await freePort()];
    const downstream = `http://127.0.0.1:${downstreamPort}`;
    const cwd = newFolder();
    writeFileSync(join(cwd, 'receiver.mjs'), receiverCalling(downstream, port));
    const argv = ['check', `http://127.0.0.1:${port}/`, '--exec', 'exec node receiver.mjs'];
    const rules = ['--rules', 'message/applies-every-item,retry/applies-once'];
    const { stdout, stderr, exitCode } = await runCli(
      [...argv, '--downstream-port', String(downstreamPort), ...rules, '--report', 'json=-'],
      { cwd },
    );
    const report = JSON.parse(stdout) as Report;
    expect(report.observer, stderr).toMatchObject({ kind: 'downstream', url: downstream });
    expect(report.results.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['retry/applies-once', 'fail'],
      ['message/applies-every-item', 'pass'],
    ]);
    expect(report.results[0]?.rerun).toContain(`--downstream-port ${downstreamPort} `);
    expect(exitCode).toBe(1);
    await expect(fetch(downstream)).rejects.toThrow('fetch failed');
  });

  it.each([
    ['[{"path":"token"}]', /responses\.json: .*path/],
    ['[', /responses\.json: line 1, column 2/],
  ])('says what is wrong with the responses %s', async (text, message) => {
    const cwd = newFolder();
    writeFileSync(join(cwd, 'responses.json'), text);
    const argv = ['--downstream-port', String(await freePort()), '--downstream-response', 'responses.json'];
    const result = await runCli(['check', reference.url, ...argv, ...one], { env, cwd });
    expect(result.stderr).toMatch(message);
    expect(result.exitCode).toBe(2);
  });

  it('needs a port for responses, and warns about a port that fetch refuses', async () => {
    const alone = await runCli(['check', reference.url, '--downstream-response', 'x', ...one], { env });
    expect(alone.stderr).toContain('--downstream-response only works with --downstream-port');
    const refused = await runCli(['check', reference.url, '--downstream-port', '4190', ...one], { env });
    expect(refused.stderr).toContain('--downstream-port: fetch refuses to call port 4190');
    expect(refused.exitCode).toBe(0);
  });

  it('says when its port is in use', async () => {
    const taken = await startDownstream();
    const { port } = new URL(taken.url);
    const result = await runCli(['check', reference.url, '--downstream-port', port, ...one], { env });
    await taken.close();
    expect(result.stderr).toMatch(/the downstream service cannot listen at 127\.0\.0\.1:\d+: .*EADDRINUSE/);
    expect(result.exitCode).toBe(2);
  });
});

/** Calls the downstream service before it listens, and once for each report in each message. */
function receiverCalling(downstream: string, port: number): string {
  return `
    import { createServer } from 'node:http';
    await fetch('${downstream}/hello');
    createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) text += chunk;
      const message = JSON.parse(text);
      for (const report of Array.isArray(message) ? message : [])
        await fetch('${downstream}/reports', { method: 'POST', body: JSON.stringify(report) });
      response.end();
    }).listen(${port}, '127.0.0.1');
  `;
}

describe('check --observe-cmd', () => {
  const curl = () => `curl -sS "${reference.observeUrl.replace('{sn}', '$YCM_SN')}"`;
  const rules = ['--rules', 'retry/applies-once'];

  it('is overridden by a flag when the configuration sets it', async () => {
    const cwd = newFolder();
    writeFileSync(join(cwd, 'hookswitch.config.json'), JSON.stringify({ observeCmd: 'exit 1' }));
    const byFile = await runCli(['check', reference.url, ...rules], { env, cwd });
    expect(byFile.stderr).toMatch(/the observer's command exited with code 1 .*check --observe-cmd/);
    expect(byFile.exitCode).toBe(3);
    const byFlag = await runCli(['check', reference.url, '--observe-url', reference.observeUrl, ...rules], {
      env,
      cwd,
    });
    expect(byFlag.exitCode).toBe(0);
  });

  it('is in the rerun command of a finding, without anything that looks like a credential', async () => {
    const argv = ['check', reference.url, '--observe-cmd', `TOKEN=abc ${curl()}`, ...rules];
    const { stdout, exitCode } = await runCli([...argv, '--report', 'json=-'], { env });
    expect(exitCode).toBe(0);
    const report = JSON.parse(stdout) as Report;
    expect(report.results[0]?.rerun).toContain(`--observe-cmd 'TOKEN=*** curl`);
    expect(stdout).not.toContain('TOKEN=abc');
  });

  it('may be a function in the configuration, which a flag overrides too', async () => {
    const cwd = newFolder();
    const observe = `async (sn) => (await fetch('${reference.observeUrl}'.replace('{sn}', sn))).json()`;
    writeFileSync(join(cwd, 'hookswitch.config.mjs'), `export default { observe: ${observe} };`);
    const argv = ['check', reference.url, ...rules, '--report', 'json=-'];
    const byFile = await runCli(argv, { env, cwd });
    expect(byFile.exitCode, byFile.stderr).toBe(0);
    expect((JSON.parse(byFile.stdout) as Report).observer).toMatchObject({ kind: 'function' });
    const byFlag = await runCli([...argv, '--observe-cmd', curl()], { env, cwd });
    expect((JSON.parse(byFlag.stdout) as Report).observer).toMatchObject({ kind: 'command' });
    const another = newFolder();
    writeFileSync(join(another, 'hookswitch.config.mjs'), `export default { observe: 'state' };`);
    const wrong = await runCli(argv, { env, cwd: another });
    expect(wrong.stderr).toMatch(/observe must be a function, \(sn\) => state/);
    expect(wrong.exitCode).toBe(2);
  });

  it('cannot be combined with another observer', async () => {
    const both = ['--observe-cmd', curl(), '--observe-url', reference.observeUrl];
    const { stderr, exitCode } = await runCli(['check', reference.url, ...both, ...rules], { env });
    expect(stderr).toMatch(/both --observe-url and --observe-cmd are given; give one of them/);
    expect(exitCode).toBe(2);
  });
});
