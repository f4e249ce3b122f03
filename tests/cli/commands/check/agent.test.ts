import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../../bench/support/rerun-all.ts';
import { brokenReceiver } from '../../../../fixtures/receivers/index.ts';
import { env, secret, withReceiver } from '../../../support/recording-receiver.ts';
import { runCli } from '../../../support/run-cli.ts';
import { serve } from '../../../support/serve.ts';

const rules = [
  '--rules',
  'signature/rejects-missing,acknowledgement/acknowledges-every-event',
  '--seed',
  '7',
];

const check = (argv: readonly string[], variables: NodeJS.ProcessEnv = {}) =>
  withReceiver(undefined, ({ url }) =>
    runCli(['check', url, ...rules, ...argv], {
      env: { ...env, ...variables },
      cwd: mkdtempSync(join(tmpdir(), 'hookswitch-')),
    }),
  );

describe('hookswitch check for a coding agent', () => {
  it.each([
    ['--agent', ['--agent'], {}],
    ['an agent’s variable', [], { CLAUDECODE: '1' }],
    ['another agent’s variable', [], { AI_AGENT: 'my-agent' }],
  ])('prints only the failures with %s', async (_how, argv, variables) => {
    const { exitCode, stdout, stderr } = await check(argv, variables);
    expect([exitCode, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(/^FAILED: 1 rule that a receiver must pass\.\n1 failed, 1 passed \(seed 7\)\n/);
    expect(stdout).toMatch(/^FAIL signature\/rejects-missing \(must\)$|^root cause: /m);
    expect(stdout).not.toContain('acknowledges-every-event');
    expect(stdout.match(/^rerun: npx hookswitch check http/gm) ?? []).toHaveLength(
      stdout.match(/^FAIL /gm)?.length ?? 0,
    );
  });

  it.each([
    ['AI_AGENT=0', [], { AI_AGENT: '0', CLAUDECODE: '1' }],
    ['--verbose', ['-v'], { CLAUDECODE: '1' }],
  ])('prints the usual report with %s', async (_how, argv, variables) => {
    const { stdout } = await check(argv, variables);
    expect(stdout).toContain('Checking POST');
  });

  it('leaves standard output to a report that goes there', async () => {
    const { stdout } = await check(['--report', 'json=-'], { CLAUDECODE: '1' });
    expect(JSON.parse(stdout)).toHaveProperty('results');
  });
});

describe('a rerun command', () => {
  const id = 'signature/rejects-other-encoding';
  const known = { rule: id, reason: 'fixed next week', expires: '9999-12-31' };

  it.each([
    ['--fail-on should', 1],
    ['--allow-inconclusive', 0],
    ['--fail-on should --baseline known.json', 0],
  ])('ends with the same exit code as the check with %s', async (given, exitCode) => {
    const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-'));
    writeFileSync(join(cwd, 'known.json'), JSON.stringify({ knownFailures: [known] }));
    const broken = brokenReceiver('hex-accepted-too');
    const receiver = await serve(broken?.create({ secret }) ?? expect.fail());
    const run = (argv: readonly string[]) => runCli([...argv, '--report', 'json=-'], { env, cwd });
    const first = await run(['check', receiver.url, '--rules', id, '--seed', '7', ...given.split(' ')]);
    const command: string = JSON.parse(first.stdout).results[0].rerun;
    expect(command).toContain(` ${given} `);
    const again = await run(wordsOf(command));
    expect([first.exitCode, again.exitCode]).toEqual([exitCode, exitCode]);
  });
});

describe('hookswitch check --json', () => {
  it('prints only a summary', async () => {
    const { exitCode, stdout, stderr } = await check(['--json']);
    expect([exitCode, stderr]).toEqual([1, '']);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'failed', seed: 7, summary: { pass: 1, fail: 1 } });
  });

  it.each([
    [['--json', '--agent'], "option '--json' cannot be used with option '--agent'"],
    [['--json', '--dry-run'], "--json doesn't work with --dry-run"],
    [['--agent', '--watch', '--exec', 'true'], "--agent doesn't work with --watch"],
    [['--json', '--report', 'json=-'], 'only one report can go to standard output (-)'],
  ])('is refused in %j', async (argv, sentence) => {
    const { exitCode, stdout, stderr } = await check(argv);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
  });
});
