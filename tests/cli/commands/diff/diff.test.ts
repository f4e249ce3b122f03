import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { brokenReceiver, createReference } from '../../../../fixtures/receivers/index.ts';
import type { RuleResult } from '../../../../schemas/index.ts';
import { failed, hostile, report, result } from '../../../reports/support/sample-report.ts';
import { runCli } from '../../../support/run-cli.ts';
import { serve } from '../../../support/serve.ts';

/** A folder with these reports as a.json and b.json. */
function reports(before: readonly RuleResult[], after: readonly RuleResult[]) {
  const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-diff-'));
  const text = (results: readonly RuleResult[]) => JSON.stringify(report(results));
  writeFileSync(join(cwd, 'a.json'), text(before));
  writeFileSync(join(cwd, 'b.json'), text(after));
  const stdin = text(after);
  return (...argv: string[]) => runCli(['diff', ...argv], { cwd, stdin });
}

const met = (id: string) => result({ id });
const skipped = (id: string) => result({ id, verdict: 'skipped', reason: 'needs an observer' });
const saying = (id: string, actual: string) =>
  failed({ id, finding: { expected: 'refuses it', actual, fix: 'Refuse it.' } });

describe('hookswitch diff', () => {
  it('lists new failures, fixed ones, the ones that remain or changed, and what is not checked', async () => {
    const diff = reports(
      [
        met('a/broken'),
        failed({ id: 'a/mended' }),
        saying('a/worse', 'answered 200'),
        failed({ id: 'a/same' }),
        met('a/lost'),
        met('a/gone'),
        skipped('a/never'),
        met('a/kept'),
      ],
      [
        { ...saying('a/broken', 'answered 204 No Content'), sinceLast: 'still-failing' },
        met('a/mended'),
        saying('a/worse', 'answered 500'),
        failed({ id: 'a/same' }),
        skipped('a/lost'),
        skipped('a/never'),
        met('a/kept'),
        met('a/new'),
      ],
    );
    const { exitCode, stdout, stderr } = await diff('a.json', 'b.json');
    expect([exitCode, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(
      /^✗ a\/broken {2}must\n[\s\S]*?actual {4}answered 204 No Content\n[\s\S]*? before {4}passed\n/,
    );
    expect(stdout).toMatch(
      /^✗ a\/worse [\s\S]*?actual {4}answered 500\n[\s\S]*? before {4}failed with another finding\n/m,
    );
    expect(stdout).toContain(
      '\nNewly passing\n  a/mended  failed before\n  a/new  not in the report before\n',
    );
    expect(stdout).toContain('\nStill failing\n  a/same\n');
    expect(stdout).toContain(
      '\nNo longer checked\n  a/lost  passed before, now skipped: needs an observer\n  a/gone  passed before, now not in the report\n',
    );
    expect(stdout).toMatch(
      /\n✗ 1 rule newly failing, 1 failing differently, 2 newly passing, 1 still failing, 2 no longer checked\n$/,
    );
    const data = JSON.parse((await diff('a.json', 'b.json', '--json')).stdout);
    expect(
      Object.entries(data).map(([key, changes]) => [key, (changes as { id: string }[]).map(({ id }) => id)]),
    ).toEqual([
      ['newlyFailing', ['a/broken']],
      ['newlyPassing', ['a/mended', 'a/new']],
      ['failingOtherwise', ['a/worse']],
      ['stillFailing', ['a/same']],
      ['noLongerChecked', ['a/lost', 'a/gone']],
    ]);
  });

  it('exits 0 when nothing new fails, even if much still fails', async () => {
    const diff = reports(
      [failed({ id: 'a/b' }), saying('a/c', 'x')],
      [failed({ id: 'a/b' }), saying('a/c', 'y')],
    );
    const { exitCode, stdout } = await diff('a.json', 'b.json');
    expect([exitCode, stdout.split('\n').at(-2)]).toEqual([
      0,
      '✓ no new failures, 1 failing differently, 1 still failing',
    ]);
  });

  it('exits 0 for a new failure that the baseline accepts, and says so', async () => {
    const known = { reason: 'ticket 7', expires: '2099-12-31' };
    const diff = reports([met('a/b')], [failed({ id: 'a/b', known })]);
    const { exitCode, stdout } = await diff('a.json', 'b.json');
    expect([exitCode, stdout.split('\n').at(-2)]).toEqual([
      0,
      '✓ 1 rule newly failing (1 known and accepted)',
    ]);
  });

  it('treats findings as equal whatever their times and PBXs', async () => {
    const diff = reports(
      [saying('a/b', '200 in 3.2 ms, and showed 36ABCDEF000000AB with the DID 912345678000001')],
      [saying('a/b', '200 in 1.04 s, and showed 36ZZZZZZ000000AJ with the DID 954321023000007')],
    );
    expect((await diff('a.json', 'b.json')).stdout).toBe(
      'Still failing\n  a/b\n\n✓ no new failures, 1 still failing\n',
    );
  });

  it('reads one of the two reports from standard input', async () => {
    const diff = reports([met('a/b')], [failed({ id: 'a/b' })]);
    expect((await diff('a.json', '-')).exitCode).toBe(1);
    expect(await diff('-', '-')).toMatchObject({
      exitCode: 2,
      stderr: 'hookswitch: only one of the two reports can be standard input (-)\n',
    });
  });

  it("shows a receiver's output as plain text", async () => {
    const reason = `${hostile}\n::error::x`;
    const diff = reports(
      [met('a/b'), met('a/c')],
      [saying('a/b', hostile), result({ id: 'a/c', verdict: 'inconclusive', reason })],
    );
    const { stdout } = await diff('a.json', 'b.json');
    expect(stdout).not.toMatch(/[\u0000\u001b\u009b\u202e]|^\s*::|##\[/m);
  });

  it('finds what broke between two real checks', async () => {
    const secret = 'w8Xq3TzLv5RnB0cKh7JyM2sGd9PfUe4A';
    const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-diff-'));
    const broken = brokenReceiver('hex-accepted-too');
    const servers = [createReference({ secret }), ...(broken ? [broken.create({ secret })] : [])];
    for (const [n, server] of servers.entries()) {
      const receiver = await serve(server);
      const flags = ['--rules', 'signature/*', '--report', `json=${n}.json`];
      await runCli(['check', receiver.url, ...flags], { cwd, env: { YCM_WEBHOOK_SECRET: secret } });
    }
    const { exitCode, stdout } = await runCli(['diff', '0.json', '1.json', '--json'], { cwd });
    const { newlyFailing, newlyPassing } = JSON.parse(stdout) as Record<string, { id: string }[]>;
    expect(exitCode).toBe(1);
    expect(newlyFailing?.map(({ id }) => id)).toEqual(
      broken?.fails.filter((id) => id.startsWith('signature/')),
    );
    expect(newlyPassing).toEqual([]);
    expect((await runCli(['diff', '0.json', '0.json'], { cwd })).stdout).toBe('✓ no new failures\n');
  });
});
