import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brokenReceivers } from '../../../../fixtures/receivers/broken/index.ts';
import { createReference } from '../../../../fixtures/receivers/reference.ts';
import { type StartedReceiver, startExampleReceiver } from '../../../../fixtures/receivers/start.ts';
import { validate } from '../../../../schemas/index.ts';
import { listenLocally } from '../../../support/listen-locally.ts';
import { type CliResult, runCli } from '../../../support/run-cli.ts';

const secret = 'm3Xq8TzLw5RvN0bKh7JyC2sGd9PfUe6A';
const env = { YCM_WEBHOOK_SECRET: secret };
const quick = ['--rules', 'signature/accepts-genuine'];

let reference: StartedReceiver;
beforeAll(async () => {
  reference = await startExampleReceiver(createReference({ secret }));
});
afterAll(() => reference.close());

const folder = () => mkdtempSync(join(tmpdir(), 'hookswitch-check-'));

async function checkBroken(name: string, argv: readonly string[] = []): Promise<CliResult> {
  const broken = brokenReceivers.find((receiver) => receiver.name === name);
  if (!broken) throw new Error(`no broken receiver is named ${name}`);
  const receiver = await startExampleReceiver(broken.create({ secret }));
  try {
    return await runCli(['check', receiver.url, '--seed', '7', ...argv], { env });
  } finally {
    await receiver.close();
  }
}

describe('hookswitch check', () => {
  it('checks the built-in reference receiver when no URL is given, and says how to check yours', async () => {
    const { exitCode, stdout, stderr } = await runCli(['check', '-v', ...quick]);
    expect(stdout).toContain('this demo checks the built-in reference receiver');
    expect(stdout).toContain('✓ signature/accepts-genuine');
    expect(stdout).toContain('hookswitch check http://localhost:3000/webhook');
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
  });

  it.each(['--exec', '--observe-url', '--observe-cmd', '--baseline', '--secret-file'])(
    'rejects an empty %s, which comes from an unset variable',
    async (flag) => {
      const { exitCode, stderr } = await runCli(['check', reference.url, flag, ''], { env });
      expect(stderr).toMatch(/^hookswitch: option '--[^']*' argument '' is invalid\. It must not be empty\./);
      expect(exitCode).toBe(2);
    },
  );

  it('exits 0 when every checked rule passes, with a plain line for each on request', async () => {
    const { exitCode, stdout } = await runCli(
      ['check', '-v', reference.url, '--rules', 'signature/*', '--observe-url', reference.observeUrl],
      { env },
    );
    const skipped = ['rejects-retired-secret.ts', 'hides-timing.ts'];
    const checked = readdirSync('suites/signature').filter(
      (file) => ![...skipped, 'index.ts'].includes(file),
    );
    expect(stdout.match(/^✓ signature\//gm)).toHaveLength(checked.length);
    expect(stdout).not.toMatch(/\u001b/);
    expect(exitCode).toBe(0);
  });

  it('exits 1 and shows what was expected, what happened, why it matters, the fix and the rerun command', async () => {
    const { exitCode, stdout } = await checkBroken('no-check', ['--rules', 'signature/rejects-missing']);
    expect(exitCode).toBe(1);
    for (const label of ['expected', 'actual', 'why', 'fix', 'rerun', 'docs'])
      expect(stdout).toMatch(new RegExp(`^ +${label} +\\S`, 'm'));
    expect(stdout).toMatch(/hookswitch check http:\S+ --rules signature\/rejects-missing --seed 7/);
  });

  it('explains the symbols in a log', async () => {
    const { stdout } = await runCli(['check', reference.url, ...quick], { env });
    const [, legend] = stdout.split('\n');
    expect(legend).toBe('✓ passed  ✗ failed  ? inconclusive  - skipped  ! error');
  });

  it('prints only the outcome, the findings and the counts with --quiet', async () => {
    const argv = ['--rules', 'signature/rejects-missing,message/*', '--quiet'];
    const { stdout } = await checkBroken('missing-skips-check', argv);
    expect(stdout).toMatch(
      /^✗ FAILED: 1 rule that a receiver must pass\. Exit 1\.\n\n✗ signature\/rejects-missing {2}must\n(?: {2}.*\n)+\n✗ 1 failed .*\n$/,
    );
  });

  it('does not fail for a rule below the failing level', async () => {
    const argv = ['--rules', 'signature/rejects-other-encoding'];
    expect((await checkBroken('hex-accepted-too', argv)).exitCode).toBe(0);
    expect((await checkBroken('hex-accepted-too', [...argv, '--fail-on', 'should'])).exitCode).toBe(1);
  });

  it('exits 4 when everything is inconclusive, even with --allow-inconclusive', async () => {
    const argv = ['--rules', 'signature/rejects-missing'];
    expect((await checkBroken('hex-signature', argv)).exitCode).toBe(4);
    expect((await checkBroken('hex-signature', [...argv, '--allow-inconclusive'])).exitCode).toBe(4);
  });

  it('exits 4 when every selected rule is skipped', async () => {
    const { exitCode, stdout } = await runCli(['check', reference.url, '--rules', 'retry/applies-once'], {
      env,
    });
    expect(exitCode).toBe(4);
    expect(stdout).toContain('--observe-url');
  });

  it('writes reports, creates their folders, and reserves standard output for the report sent there', async () => {
    const cwd = folder();
    const argv = [
      'check',
      reference.url,
      ...quick,
      '--report',
      'json=-',
      '--report',
      'junit=a/b/c.xml',
      '--report',
      'html=r.html',
    ];
    const { exitCode, stdout, stderr } = await runCli(argv, { env, cwd });
    expect(exitCode).toBe(0);
    expect(validate('report', JSON.parse(stdout))).toBeUndefined();
    expect(stderr).toMatch(/✓ 1 passed {3}seed .*\nWrote a\/b\/c\.xml \(junit\)\nWrote r\.html \(html\)\n$/);
    expect(readFileSync(join(cwd, 'a/b/c.xml'), 'utf8')).toMatch(/^<\?xml/);
    expect(readFileSync(join(cwd, 'r.html'), 'utf8')).toMatch(/^<!doctype html>/i);
  });

  it('adds to the summary of a GitHub step instead of replacing it', async () => {
    const path = join(folder(), 'summary.md');
    writeFileSync(path, 'before\n');
    await runCli(['check', reference.url, ...quick, '--report', `markdown=${path}`], {
      env: { ...env, GITHUB_STEP_SUMMARY: path },
    });
    expect(readFileSync(path, 'utf8')).toMatch(/^before\n.+/s);
  });

  it("never shows the secret or the value of a user's header, even if the receiver prints it", async () => {
    const argv = [
      '--rules',
      'security/*,signature/accepts-genuine',
      '--verbose',
      '--report',
      'json=-',
      '--header',
      'X-Gate: pass-me-4711',
    ];
    const { stdout, stderr } = await checkBroken('secret-in-a-header', argv);
    expect(stdout).toContain('"verdict": "fail"');
    expect(stdout + stderr).not.toContain(secret);
    expect(stdout + stderr).not.toContain('pass-me-4711');
  });

  it('picks the same cases for the same seed', async () => {
    const run = async () => {
      const { stdout } = await checkBroken('truncated-secret', [
        '--rules',
        'signature/*',
        '--report',
        'json=-',
      ]);
      const report = JSON.parse(stdout) as { results: { evidence: { counterexample?: unknown } }[] };
      return report.results.map((result) => result.evidence.counterexample);
    };
    expect(await run()).toEqual(await run());
  });

  it('ends at once when interrupted, prints what was checked so far, and exits 130', async () => {
    const controller = new AbortController();
    const running = checkInterrupted(controller.signal);
    setTimeout(() => controller.abort(), 600);
    const { exitCode, stdout } = await running;
    expect(exitCode).toBe(130);
    expect(stdout).toContain('interrupted');
  });
});

/** A receiver that never answers keeps a check busy for a long time. */
async function checkInterrupted(signal: AbortSignal): Promise<CliResult> {
  const broken = brokenReceivers.find((receiver) => receiver.name === 'works-before-ack');
  if (!broken) throw new Error('no such receiver');
  const receiver = await startExampleReceiver(broken.create({ secret }));
  try {
    return await runCli(['check', receiver.url], { env, signal });
  } finally {
    await receiver.close();
  }
}

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
    [
      'a secret file that is not there',
      ['http://localhost:1/', '--secret-file', 'nope.txt'],
      env,
      2,
      /nope\.txt cannot be read/,
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
      'a report that cannot be written',
      ['http://localhost:1/', '--report', 'json=/dev/null/x.json'],
      env,
      2,
      /cannot be written/,
    ],
    ['--exec without a URL', ['--exec', 'true'], env, 2, /needs the URL/],
    ['a receiver that is not there', ['http://127.0.0.1:9/hook'], env, 3, /not reachable.*--wait/s],
    [
      'a configuration that is not there',
      ['--config', 'nope.json'],
      env,
      2,
      /nope\.json cannot be read \(there is no such file\)/,
    ],
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
    const { exitCode, stdout } = await checkSeenBy(() => JSON.stringify({ at: performance.now() }));
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
