import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { brokenReceiver } from '../../../../fixtures/receivers/index.ts';
import { createReference } from '../../../../fixtures/receivers/reference.ts';
import { validate } from '../../../../schemas/index.ts';
import { signatureRules } from '../../../../suites/signature/index.ts';
import { type CliResult, runCli } from '../../../support/run-cli.ts';
import { serve } from '../../../support/serve.ts';

const secret = 'm3Xq8TzLw5RvN0bKh7JyC2sGd9PfUe6A';
const env = { YCM_WEBHOOK_SECRET: secret };
const quick = ['--rules', 'signature/accepts-genuine'];

const reference = await serve(createReference({ secret }));

const folder = () => mkdtempSync(join(tmpdir(), 'hookswitch-check-'));

async function checkBroken(name: string, argv: readonly string[] = []): Promise<CliResult> {
  const broken = brokenReceiver(name);
  const receiver = await serve(broken.create({ secret }));
  return await runCli(['check', receiver.url, '--seed', '7', ...argv], { env });
}

describe('hookswitch check', () => {
  it('checks the built-in receiver if asked for it by name, and says how to check yours', async () => {
    const { exitCode, stdout, stderr } = await runCli(['check', 'reference', '-v', ...quick]);
    expect(stdout).toContain('✓ signature/accepts-genuine');
    expect(stdout).toContain('hookswitch check http://localhost:3000/webhook');
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
  });

  it('checks the built-in receiver although another one is configured, and names it in rerun commands', async () => {
    const cwd = folder();
    const config = { url: 'http://127.0.0.1:9/', exec: 'exit 1', app: 'none.mjs' };
    writeFileSync(join(cwd, 'hookswitch.config.json'), JSON.stringify(config));
    const argv = ['check', 'reference', '--seed', '7', ...quick, '--report', 'json=-', '--quiet'];
    const { exitCode, stdout } = await runCli(argv, { cwd });
    const [{ rerun }] = JSON.parse(stdout).results;
    expect(rerun).toBe('npx hookswitch check reference --rules signature/accepts-genuine --seed 7');
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
    const skipped = ['signature/rejects-previous-secret', 'signature/hides-timing'];
    const ids = Object.values(signatureRules).flatMap((chapter) => chapter.map(({ id }) => id));
    const passed = [...stdout.matchAll(/^✓ (signature\/\S+)/gm)].map(([, id]) => id);
    expect(passed.sort()).toEqual(ids.filter((id) => !skipped.includes(id)).sort());
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
  const broken = brokenReceiver('works-before-ack');
  const receiver = await serve(broken.create({ secret }));
  return await runCli(['check', receiver.url], { env, signal });
}
