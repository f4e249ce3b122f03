import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { brokenReceiver, createReference } from '../../../../fixtures/receivers/index.ts';
import { type Report, type ReportLine, validate } from '../../../../schemas/index.ts';
import { bundleCli } from '../../../support/bundle.ts';
import { runCli } from '../../../support/run-cli.ts';
import { serve } from '../../../support/serve.ts';

const secret = 'q7Wn4TzLx5RvB0cKh8JyM2sGd9PfUe3D';
const env = { YCM_WEBHOOK_SECRET: secret };
const right = await serve(createReference({ secret }));
const lenient = await serve(brokenReceiver('hex-accepted-too').create({ secret }));

const folder = () => mkdtempSync(join(tmpdir(), 'hookswitch-stream-'));

/** The complete lines; each must be valid by its schema. */
function linesOf(text: string): ReportLine[] {
  const lines = text.split('\n').slice(0, -1);
  return lines.map((line) => {
    const value: unknown = JSON.parse(line);
    expect(validate('report-line', value)).toBeUndefined();
    return value as ReportLine;
  });
}

const resultsOf = (lines: readonly ReportLine[]) =>
  lines.flatMap((line) => (line.kind === 'result' ? [line.result] : []));

describe('a report written while the check runs', () => {
  it('holds the content of the JSON report: a line for the start, one for each rule, one for the end', async () => {
    const cwd = folder();
    const reports = ['--report', 'ndjson=a/b/lines.ndjson', '--report', 'json=report.json'];
    const argv = ['check', right?.url ?? '', '--seed', '7', '--rules', 'signature/*', ...reports];
    expect((await runCli(argv, { env, cwd })).exitCode).toBe(0);
    const lines = linesOf(readFileSync(join(cwd, 'a/b/lines.ndjson'), 'utf8'));
    const report: Report = JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'));
    const { startedAt, tool, seed, receiver, results, ...rest } = report;
    expect(lines[0]).toEqual({ kind: 'start', startedAt: expect.any(String), tool, seed, receiver });
    expect(lines.at(-1)).toEqual({ kind: 'end', ...rest });
    const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
    expect(resultsOf(lines).sort(byId)).toEqual([...results].sort(byId));
    const counted = lines.flatMap((line) => (line.kind === 'result' ? [[line.checked, line.total]] : []));
    expect(counted).toEqual(results.map((_, n) => [n + 1, results.length]));
  });

  it('has standard output to itself when it is written there', async () => {
    const argv = ['check', right?.url ?? '', '--rules', 'signature/accepts-genuine', '--report', 'ndjson=-'];
    const { stdout, stderr } = await runCli(argv, { env });
    expect(linesOf(stdout).map(({ kind }) => kind)).toEqual(['start', 'result', 'end']);
    expect(stderr).toContain('✓ 1 passed');
    expect(stdout + stderr).not.toContain(secret);
  });

  it('marks a known failure as such at once', async () => {
    const cwd = folder();
    const rule = 'signature/rejects-other-encoding';
    const entry = { rule, reason: 'ticket 7', expires: '2099-12-31' };
    writeFileSync(join(cwd, 'known.json'), JSON.stringify({ knownFailures: [entry] }));
    const flags = ['--rules', rule, '--baseline', 'known.json', '--fail-on', 'may', '--report', 'ndjson=-'];
    const { stdout, exitCode } = await runCli(['check', lenient?.url ?? '', ...flags], { env, cwd });
    const [, , end] = linesOf(stdout);
    expect(resultsOf(linesOf(stdout))).toMatchObject([
      { id: rule, verdict: 'fail', known: { reason: 'ticket 7', expires: '2099-12-31' } },
    ]);
    expect(end).toMatchObject({ kind: 'end', baseline: { stale: [], expired: [] } });
    expect(exitCode).toBe(0);
  });

  it('has only complete lines, and no end, when the check is killed', async () => {
    const path = join(folder(), 'lines.ndjson');
    const program = await bundleCli();
    const argv = [program, 'check', right?.url ?? '', '--report', `ndjson=${path}`];
    const child = spawn(process.execPath, argv, { env: { ...env, PATH: process.env.PATH }, stdio: 'ignore' });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    const ended = once(child, 'close');
    // The check first tries whether it can write there, and removes that file again.
    const text = () => {
      try {
        return readFileSync(path, 'utf8');
      } catch {
        return '';
      }
    };
    while (child.exitCode === null && text().split('\n').length < 4) await pause(5);
    child.kill('SIGKILL');
    await ended;
    const kinds = linesOf(text()).map(({ kind }) => kind);
    expect(kinds.slice(0, 3)).toEqual(['start', 'result', 'result']);
    expect(kinds).not.toContain('end');
  });

  it('is refused before anything is sent if it cannot be written', async () => {
    const argv = ['check', right?.url ?? '', '--report', 'ndjson=.'];
    const { exitCode, stdout, stderr } = await runCli(argv, { env, cwd: folder() });
    expect([exitCode, stdout, stderr]).toEqual([
      2,
      '',
      'hookswitch: . cannot be written (it is a folder); choose another path\n',
    ]);
  });
});
