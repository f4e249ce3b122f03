import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { brokenReceiver } from '../../../../fixtures/receivers/index.ts';
import { createReference } from '../../../../fixtures/receivers/reference.ts';
import type { Report } from '../../../../schemas/index.ts';
import { varyProfile } from '../../../../simulator/index.ts';
import { type CliResult, runCli } from '../../../support/run-cli.ts';
import { serve } from '../../../support/serve.ts';

const secret = 'p4Wm8TzLx6RvN1bKh9JyC3sGd5QfUe2A';
const env = { YCM_WEBHOOK_SECRET: secret };
const quick = ['--rules', 'signature/accepts-genuine'];

const reference = await serve(createReference({ secret }));

const folder = () => mkdtempSync(join(tmpdir(), 'hookswitch-vary-'));

/** Checks the reference receiver, and returns the report too. */
async function check(
  argv: readonly string[],
  files: Readonly<Record<string, unknown>> = {},
): Promise<CliResult & { report: Report }> {
  const cwd = folder();
  for (const [name, value] of Object.entries(files)) writeFileSync(join(cwd, name), JSON.stringify(value));
  const result = await runCli(['check', reference.url, ...quick, '--report', 'json=r.json', ...argv], {
    env,
    cwd,
  });
  return { ...result, report: JSON.parse(readFileSync(join(cwd, 'r.json'), 'utf8')) };
}

describe('check --vary', () => {
  it('prints its choices in one line, and includes them in the report', async () => {
    const { exitCode, stdout, report } = await check(['--vary', '--seed', '61']);
    expect(exitCode).toBe(0);
    const [, line = ''] = stdout.split('\n');
    expect(line).toMatch(/^ {4}profile varied by seed 61: /);
    const chosen = Object.fromEntries(
      line
        .slice(line.indexOf(': ') + 2)
        .split(/, (?=[a-z]\w+ )/i)
        .map(read),
    );
    expect(report.seed).toBe(61);
    expect(report.profile).toMatchObject(chosen);
    expect(Object.keys(chosen).length).toBeGreaterThan(3);
  });

  it('generates a seed when none is given, and the same profile from the same seed', async () => {
    const first = await check(['--vary']);
    const seed = /^ {4}profile varied by seed (\d+): /m.exec(first.stdout)?.[1] ?? '';
    expect(first.report.seed).toBe(Number(seed));
    const again = await check(['--vary', '--seed', seed]);
    expect(again.report.profile).toEqual(first.report.profile);
  });

  it('can be set in the configuration', async () => {
    const { stdout, report } = await check([], { 'hookswitch.config.json': { vary: true, seed: 59 } });
    expect(stdout).toContain('\n    profile varied by seed 59: ');
    expect(report.profile).toEqual(varyProfile(59));
  });

  it('keeps what a flag, a file or the configuration sets', async () => {
    const config = { vary: true, seed: 59, profile: { userAgent: 'config', accept: 'config' } };
    const files = { 'hookswitch.config.json': config, 'p.json': { accept: 'file', payloadIn: 'query' } };
    const { report } = await check(['--profile', 'p.json', '--payload-in', 'none'], files);
    const given = { userAgent: 'config', accept: 'file', payloadIn: 'none' };
    expect(report.profile).toEqual({ ...varyProfile(59), ...given });
  });

  it('prints nothing about a profile that is not varied', async () => {
    const { stdout } = await check(['--seed', '61']);
    expect(stdout).not.toContain('profile');
  });

  it.each(['58', '61'])(
    'checks the built-in receiver by GET, wherever seed %s puts the message',
    async (seed) => {
      const argv = ['check', 'reference', '-v', '--method', 'GET', '--vary', '--seed', seed, ...quick];
      const { exitCode, stdout } = await runCli(argv);
      expect(stdout).toContain('✓ signature/accepts-genuine');
      expect(exitCode).toBe(0);
      expect(new Set([varyProfile(58).payloadIn, varyProfile(61).payloadIn]).size).toBe(2);
    },
  );

  it('prints a rerun command that generates the same profile', async () => {
    const broken = brokenReceiver('no-check');
    const receiver = await serve(broken.create({ secret }));
    const cwd = folder();
    const report = (name: string): Report => JSON.parse(readFileSync(join(cwd, name), 'utf8'));
    const argv = ['check', receiver.url, '--vary', '--rules', 'signature/rejects-missing'];
    await runCli([...argv, '--report', 'json=first.json'], { env, cwd });
    const [finding] = report('first.json').results;
    const words = finding?.rerun?.split(' ').slice(2) ?? [];
    expect(words).toEqual([...argv, '--seed', String(report('first.json').seed)]);
    await runCli([...words, '--report', 'json=again.json'], { env, cwd });
    expect(report('again.json').profile).toEqual(report('first.json').profile);
    expect(report('again.json').results[0]?.finding?.expected).toBe(finding?.finding?.expected);
  });
});

/** One choice, as printed. */
function read(text: string): [string, unknown] {
  const [, name = '', value = ''] = /^(\w+) (.*)$/.exec(text) ?? [];
  if (value === 'absent' && name !== 'deletionList') return [name, ''];
  return [name, /^("|\d|true|false)/.test(value) ? JSON.parse(value) : value];
}
