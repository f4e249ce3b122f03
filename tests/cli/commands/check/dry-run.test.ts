import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../../../bench/support/free-port.ts';
import { listenLocally } from '../../../support/listen-locally.ts';
import { runCli } from '../../../support/run-cli.ts';

const secret = 'p5Wq1TxLm8RvN3bKh0JyC4sGd9UfZe2A';
const env = { YCM_WEBHOOK_SECRET: secret };
const rules = ['--rules', 'signature/rejects-empty,retry/applies-once,security/serves-valid-tls'];

let connections = 0;
let server: Server;
let origin: string;
beforeAll(async () => {
  server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  origin = await listenLocally(server);
});
afterAll(() => server.close());

const newFolder = () => mkdtempSync(join(tmpdir(), 'hookswitch-dry-run-'));

async function dryRun(argv: readonly string[], cwd = newFolder()) {
  const result = await runCli(['check', `${origin}/hook`, '--dry-run', ...argv], { env, cwd });
  expect(connections).toBe(0);
  expect(result.stdout + result.stderr).not.toContain(secret);
  return result;
}

describe('check --dry-run', () => {
  it('lists the rules that would run and what the others lack, and opens no connection', async () => {
    const { exitCode, stdout, stderr } = await dryRun([...rules, '--seed', '7']);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`A check of POST ${origin}/hook would run 1 rule.`);
    expect(stdout).toMatch(
      /^ {2}signature\/rejects-empty {2}must +rejects a message with an empty or blank/m,
    );
    expect(stdout).toMatch(/--observe-url '\S+' to check 1 more rule\n +retry\/applies-once$/m);
    expect(stdout).toMatch(/needs an https URL\n +security\/serves-valid-tls$/m);
    expect(stdout).toContain('\nForged messages: 1 rule. Messages that YCM never sends: 0 rules.\n');
    expect(stdout).toMatch(/ 36[A-Z]{6}000000AB; /);
    expect(stdout).toContain('--seed 7');
    expect(stdout).toMatch(/\nNothing was sent and no command was run\.\n$/);
  });

  it('shows the steps of each rule with --verbose, and no rule with --quiet', async () => {
    const verbose = await dryRun([...rules, '--verbose']);
    expect(verbose.stdout).toMatch(/^signature\/rejects-empty\n {2}- Hookswitch sends /m);
    expect((await dryRun([...rules, '--quiet'])).stdout).not.toContain('signature/rejects-empty');
  });

  it('says that no request to another host carries the secret itself', async () => {
    const argv = ['https://staging.example.com/ycm', '--allow-host', 'staging.example.com', '--dry-run'];
    const { stdout } = await runCli(['check', ...argv], { env, cwd: newFolder() });
    expect(stdout).toContain('No request would carry the secret itself, because');
    expect((await dryRun([])).stdout).toContain('Up to 10 requests would carry the secret itself.');
  });

  it('treats what is given as available, without using it', async () => {
    const cwd = newFolder();
    const given = [
      '--observe-url',
      `${origin}/state?sn={sn}`,
      '--exec',
      'touch run',
      '--reset-cmd',
      'touch run',
    ];
    const downstream = ['--downstream-port', String(await freePort())];
    const some = [
      'retry/applies-once',
      'acknowledgement/does-not-wait-for-downstream',
      'retry/keeps-what-it-acknowledged',
      'security/logs-no-secret',
    ];
    const { stdout } = await dryRun([...given, ...downstream, '--rules', some.join()], cwd);
    expect(stdout).toContain('would run 4 rules.');
    expect(stdout).toContain('Kill and restart the receiver: 1 rule.');
    expect(stdout).not.toContain('Would not be checked');
    expect(existsSync(join(cwd, 'run'))).toBe(false);
  });

  it('knows which rules cannot be checked by an observer that shows all PBXs at once', async () => {
    const argv = ['--observe-cmd', 'echo []', '--rules', 'retry/converges', '--num-runs', '1', '--quiet'];
    const { exitCode, stdout } = await dryRun(argv);
    expect(stdout).toContain('would run 0 rules.');
    expect(stdout).toContain('to check 1 more rule');
    expect(exitCode).toBe(0);
  });

  it('knows that the TLS rule runs for an https URL', async () => {
    const argv = ['check', 'https://127.0.0.1:9/hook', '--dry-run', ...rules];
    const { stdout } = await runCli(argv, { env, cwd: newFolder() });
    expect(stdout).toMatch(/^ {2}security\/serves-valid-tls {2}should$/m);
  });

  it("uses the method and the body of the webhook's settings", async () => {
    const get = [
      '--method',
      'GET',
      '--payload-in',
      'query',
      '--rules',
      'message/accepts-chunked,method/accepts-configured-method',
    ];
    const { stdout } = await dryRun(get);
    expect(stdout).toContain(`GET ${origin}/hook`);
    expect(stdout).toMatch(/^ {2}method\/accepts-configured-method {2}must /m);
    expect(stdout).toMatch(/needs a message in the request body.*\n +message\/accepts-chunked$/m);
  });

  it('says what the seed picks where the vendor leaves a choice', async () => {
    const argv = ['--vary', '--seed', '3', '--rules', 'signature/rejects-empty'];
    const { stdout } = await dryRun(argv);
    const { stdout: again } = await dryRun(argv);
    const [, varied] = stdout.split('\n');
    expect(varied).toMatch(/^profile varied by seed 3: /);
    expect(again.split('\n')[1]).toBe(varied);
  });

  it('writes neither a report that a configuration names nor its folder', async () => {
    const cwd = newFolder();
    writeFileSync(join(cwd, 'hookswitch.config.json'), JSON.stringify({ reports: ['json=out/report.json'] }));
    expect((await dryRun(['--rules', 'signature/rejects-empty'], cwd)).exitCode).toBe(0);
    expect(existsSync(join(cwd, 'out'))).toBe(false);
  });

  const mistakes: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['a report', ['http://localhost:1/', '--report', 'json=-'], /leave out --report/],
    ['no URL', [], /--dry-run needs the URL/],
    ['a host that is not this machine', ['https://example.com/hook'], /--allow-host example\.com/],
    [
      'an observer elsewhere',
      ['http://localhost:1/', '--observe-url', 'http://example.com/'],
      /the observer is on/,
    ],
    [
      'two observers',
      ['http://localhost:1/', '--observe-url', 'http://localhost/', '--observe-cmd', 'x'],
      /both/,
    ],
    ['a secret that is not set', ['http://localhost:1/', '--secret-env', 'NOPE'], /NOPE.* is not set/],
    ['a rule that is not there', ['http://localhost:1/', '--rules', 'x/y'], /no rule matches/],
    ['a baseline that is not there', ['http://localhost:1/', '--baseline', 'nope.json'], /nope\.json/],
    [
      'responses of the downstream service that are not there',
      ['http://localhost:1/', '--downstream-port', '25000', '--downstream-response', 'nope.json'],
      /nope\.json/,
    ],
    [
      'responses without a downstream service',
      ['http://localhost:1/', '--downstream-response', 'nope.json'],
      /only works with --downstream-port/,
    ],
    ['a profile that is not there', ['http://localhost:1/', '--profile', 'nope.json'], /nope\.json/],
    [
      'a configuration that is not there',
      ['--config', 'nope.json'],
      /nope\.json cannot be read \(there is no such file\)/,
    ],
  ];

  it('needs no secret because nothing is sent', async () => {
    const argv = ['check', 'http://localhost:1/', '--rules', 'signature/rejects-missing', '--dry-run'];
    const { exitCode, stdout, stderr } = await runCli(argv, { env: {}, cwd: newFolder() });
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toContain('signature/rejects-missing');
  });

  it.each(mistakes)('refuses %s as a check does', async (_name, argv, sentence) => {
    const { exitCode, stdout, stderr } = await runCli(['check', ...argv, '--dry-run'], {
      env,
      cwd: newFolder(),
    });
    expect(stderr).toMatch(sentence);
    expect(stderr.trim()).not.toContain('\n');
    expect([exitCode, stdout]).toEqual([2, '']);
  });
});
