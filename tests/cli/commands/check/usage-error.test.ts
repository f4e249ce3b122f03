import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createReference } from '../../../../fixtures/receivers/reference.ts';
import { listenLocally } from '../../../support/listen-locally.ts';
import { runCli } from '../../../support/run-cli.ts';
import { serve } from '../../../support/serve.ts';

const secret = 'm3Xq8TzLw5RvN0bKh7JyC2sGd9PfUe6A';
const env = { YCM_WEBHOOK_SECRET: secret };

const reference = await serve(createReference({ secret }));

const folder = () => mkdtempSync(join(tmpdir(), 'hookswitch-check-'));

describe('a usage error', () => {
  const mistakes: readonly (readonly [string, readonly string[], NodeJS.ProcessEnv, number, RegExp])[] = [
    [
      'no secret',
      ['http://localhost:1/'],
      {},
      2,
      /no secret: put the same test secret .* YCM_WEBHOOK_SECRET .* with --exec 'COMMAND', Hookswitch starts/,
    ],
    [
      'a short secret',
      ['http://localhost:1/'],
      { YCM_WEBHOOK_SECRET: 'short' },
      2,
      /YCM_WEBHOOK_SECRET has 5 characters/,
    ],
    [
      'a secret as an argument',
      ['http://localhost:1/', '--secret', secret],
      env,
      2,
      /don't pass the secret as an argument/,
    ],
    [
      'a secret of a name that is not set',
      ['http://localhost:1/', '--secret-env', 'NOPE'],
      env,
      2,
      /NOPE.* is not set/,
    ],
    ['no URL', ['localhost:3000/webhook'], env, 2, /did you mean "http:\/\/localhost:3000\/webhook"/],
    ['another scheme', ['ftp://localhost/'], env, 2, /starts with ftp:/],
    ['a password in the URL', ['http://u:p@localhost:1/'], env, 2, /username or password/],
    ['a host that is not this machine', ['https://example.com/hook'], env, 2, /--allow-host example\.com/],
    [
      'another port than the allowed one',
      ['http://10.9.9.9:8080/hook', '--allow-host', '10.9.9.9:9090'],
      env,
      2,
      /at port 8080 of 10\.9\.9\.9, but only port 9090 is allowed; .* --allow-host 10\.9\.9\.9:8080/,
    ],
    [
      'a metadata address',
      ['http://169.254.169.254/', '--allow-host', '169.254.169.254'],
      env,
      2,
      /never sends/,
    ],
    ['a flag that is not there', ['http://localhost:1/', '--obser-url', 'x'], env, 2, /--observe-url/],
    ['a timeout out of range', ['http://localhost:1/', '--timeout', '11'], env, 2, /from 3 to 10/],
    [
      'a rule that is not there',
      ['http://localhost:1/', '--rules', 'signature/rejects-mising'],
      env,
      2,
      /no rule matches/,
    ],
    ['a report of no format', ['http://localhost:1/', '--report', 'pdf=x'], env, 2, /no format "pdf"/],
    [
      'an option that the built-in receiver cannot have',
      ['reference', '--observe-url', 'http://localhost:1/state?sn={sn}'],
      env,
      2,
      /--observe-url doesn't work with the built-in receiver; replace reference with the URL of yours/,
    ],
    ['--exec without a URL', ['--exec', 'true'], env, 2, /needs the URL/],
    ['a receiver that is not there', ['http://127.0.0.1:9/hook'], env, 3, /not reachable.*--wait/s],
  ];

  it.each(mistakes)(
    '%s is reported in one sentence',
    async (_name, argv, environment, exitCode, sentence) => {
      const result = await runCli(['check', ...argv], { env: environment, cwd: folder() });
      expect(result.stderr).toMatch(sentence);
      expect(result.stderr).not.toMatch(/\n\s+at /);
      expect(result.stderr).not.toContain(secret);
      expect(result.exitCode).toBe(exitCode);
    },
  );

  it.each<[string, readonly string[], string]>([
    ['nothing', [], 'no configuration in this folder has one'],
    ['an observer alone', ['--observe-url', 'http://x/{sn}'], 'no configuration in this folder has one'],
    ['a configuration without a URL', ['--config', 'own.json'], 'own.json has none'],
  ])('%s names no receiver, so nothing is checked or written', async (_title, argv, configured) => {
    const cwd = folder();
    writeFileSync(join(cwd, 'own.json'), '{ "seed": 1 }');
    const reports = ['--report', 'junit=reports/r.xml', '--report', 'json=-'];
    const result = await runCli(['check', ...argv, ...reports], { env: { ...env, CI: 'true' }, cwd });
    expect(result.stderr).toBe(
      `hookswitch: no receiver to check: the command has no URL, and ${configured}; run hookswitch check http://localhost:3000/webhook, save your URL with hookswitch init, or try the built-in receiver with hookswitch check reference\n`,
    );
    expect([result.exitCode, result.stdout]).toEqual([2, '']);
    expect(readdirSync(cwd)).toEqual(['own.json']);
  });

  it('an observer that does not exist is reported in one sentence', async () => {
    const argv = ['check', reference.url, '--observe-url', 'http://127.0.0.1:9/state?sn={sn}'];
    const { exitCode, stderr } = await runCli(argv, { env });
    expect(stderr).toMatch(/observer is not reachable/);
    expect(exitCode).toBe(3);
  });

  it('an observer that does not show JSON is reported in one sentence', async () => {
    const { exitCode, stderr } = await checkSeenBy(() => '<html>');
    expect(stderr).toMatch(/which is not JSON/);
    expect(exitCode).toBe(3);
  });

  it('an observer that shows the time is reported first, and the rule is inconclusive', async () => {
    let at = 0;
    const { exitCode, stdout } = await checkSeenBy(() => JSON.stringify({ at: ++at }));
    expect(stdout).toMatch(/^\? CAN'T TELL: your observer shows changes .* Exit 4\.$/m);
    expect(stdout).toMatch(/^\? Your observer shows changes even when nothing is sent/m);
    expect(stdout).toMatch(/^\? .*1 inconclusive/m);
    expect(exitCode).toBe(4);
  });

  /** Checks one rule with this observer of the reference receiver. */
  async function checkSeenBy(state: () => string) {
    const server = createServer((_request, response) => response.end(state()));
    const observeUrl = `${await listenLocally(server)}/state?sn={sn}`;
    const argv = ['check', reference.url, '--rules', 'retry/applies-once'];
    const result = await runCli([...argv, '--observe-url', observeUrl], { env });
    server.close();
    return result;
  }
});
