import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { brokenReceiver, createReference } from '../../../../fixtures/receivers/index.ts';
import type { StartedReceiver } from '../../../../fixtures/receivers/start.ts';
import type { Baseline } from '../../../../schemas/index.ts';
import { runCli } from '../../../support/run-cli.ts';
import { serve } from '../../../support/serve.ts';

const secret = 'm3Xq8TzLw5RvN0bKh7JyC2sGd9PfUe6A';
const failing = 'signature/rejects-other-encoding';
const met = 'signature/accepts-genuine';
const lenient = await serve(brokenReceiver('hex-accepted-too').create({ secret }));
const right = await serve(createReference({ secret }));

/** A user's folder with a receiver, and with a baseline file if text is given. */
function project(text?: string) {
  const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-baseline-'));
  const file = join(cwd, 'hookswitch.baseline.json');
  if (text !== undefined) writeFileSync(file, text);
  const run = (...argv: string[]) => runCli(argv, { cwd, env: { YCM_WEBHOOK_SECRET: secret } });
  const checkOf = (receiver: StartedReceiver, ...argv: string[]) =>
    run('check', receiver.url, '--seed', '7', '--fail-on', 'should', ...argv);
  return {
    run,
    check: (...argv: string[]) => checkOf(lenient, '--rules', `${failing},${met}`, ...argv),
    checkMended: (...argv: string[]) => checkOf(right, '--rules', `${failing},${met}`, ...argv),
    has: (name: string) => existsSync(join(cwd, name)),
    text: () => readFileSync(file, 'utf8'),
    baseline: () => JSON.parse(readFileSync(file, 'utf8')) as Baseline,
  };
}

const entry = (rule: string, expires: string) => ({ rule, reason: 'ticket 7', expires });
const listed = (...entries: ReturnType<typeof entry>[]) => JSON.stringify({ knownFailures: entries });

describe('a list of known failures', () => {
  it('can be made from a report, turns the check green, and is mentioned', async () => {
    const { run, check, baseline } = project();
    expect((await check('--report', 'json=report.json')).exitCode).toBe(1);
    const updated = await run(
      ...['baseline', 'update', 'report.json', '--reason', 'ticket 7', '--expires', '2099-12-31'],
    );
    expect(updated).toEqual({
      exitCode: 0,
      stdout: `+ ${failing}: known until 2099-12-31\nhookswitch.baseline.json: 1 known failure\nNext: npx hookswitch check URL --baseline hookswitch.baseline.json\n`,
      stderr: '',
    });
    expect(baseline()).toEqual({ knownFailures: [entry(failing, '2099-12-31')] });

    const green = await check('--baseline', 'hookswitch.baseline.json');
    expect(green.exitCode).toBe(0);
    expect(green.stdout).toMatch(/^ +known +accepted until 2099-12-31: ticket 7$/m);
    expect(green.stdout).toContain(
      '1 known failure, accepted by the baseline\n✓ 1 failed (1 should, 1 known) · 1 passed',
    );
  });

  it('turns the check red again when an entry expires, and names the entry', async () => {
    const { check } = project(listed(entry(failing, '2020-01-31')));
    const { exitCode, stdout } = await check('--baseline', 'hookswitch.baseline.json');
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`no longer accepted by the baseline: ${failing}`);
  });

  it('turns the check red when a listed rule passes, until the list is updated', async () => {
    const { run, checkMended, baseline } = project(listed(entry(failing, '2099-12-31')));
    const { exitCode, stdout } = await checkMended(
      ...['--baseline', 'hookswitch.baseline.json', '--report', 'json=report.json'],
    );
    expect(exitCode).toBe(1);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      `now passing; remove from the baseline (or run hookswitch baseline update): ${failing}`,
    );
    expect(stdout).toContain('✗ 1 outdated baseline entry · 2 passed');
    const updated = await run('baseline', 'update', 'report.json');
    expect(updated.stdout).toBe(`- ${failing}: passes now\nhookswitch.baseline.json: 0 known failures\n`);
    expect(baseline()).toEqual({ knownFailures: [] });
    expect((await checkMended('--baseline', 'hookswitch.baseline.json')).exitCode).toBe(0);
  });

  it.each([
    [
      [],
      `to accept 1 failure (${failing}), give a reason with --reason TEXT and an end date with --expires 2026-12-31`,
    ],
    [
      ['--reason', 'ticket 7'],
      `to accept 1 failure (${failing}), give a reason with --reason TEXT and an end date with --expires 2026-12-31`,
    ],
    [['--reason', 'ticket 7', '--expires', '2099-02-30'], '--expires must be a date such as 2026-12-31'],
    [
      ['--reason', 'ticket 7', '--expires', '2020-01-31'],
      '--expires 2020-01-31 is in the past; give a later date',
    ],
  ])('is not written with %j', async (argv, sentence) => {
    const { run, check, has } = project();
    await check('--report', 'json=report.json');
    const { exitCode, stderr } = await run('baseline', 'update', 'report.json', ...argv);
    expect(stderr).toBe(`hookswitch: ${sentence}\n`);
    expect(exitCode).toBe(2);
    expect(has('hookswitch.baseline.json')).toBe(false);
  });

  it.each([
    ['{', 'hookswitch.baseline.json: line 1, column 2: '],
    [
      listed(entry('signature/accept-genuine', '2099-12-31')),
      'hookswitch.baseline.json: line 1, column 19: unknown rule signature/accept-genuine; did you mean signature/accepts-genuine?',
    ],
    [
      listed(entry(failing, '2099-12-31'), entry(failing, '2099-12-31')),
      `: ${failing} is listed twice; remove one`,
    ],
    [listed(entry(failing, 'soon')), 'expires'],
    ['{"knownFailure":[]}', 'knownFailures'],
  ])('is refused before anything is sent, and left unchanged, when it is %s', async (text, sentence) => {
    const { run, check, text: now } = project(text);
    const checked = await check('--baseline', 'hookswitch.baseline.json', '--report', 'json=r.json');
    expect(checked.stderr).toContain(sentence);
    expect(checked.exitCode).toBe(2);
    expect(checked.stdout).not.toContain('✓');
    await check('--report', 'json=report.json');
    const updated = await run(
      ...['baseline', 'update', 'report.json', '--reason', 'x', '--expires', '2099-12-31'],
    );
    expect(updated.stderr).toContain(sentence);
    expect(updated.exitCode).toBe(2);
    expect(now()).toBe(text);
  });
});
