import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A test that fails in the first run and passes in the second. */
const passesOnceMore = `
import { existsSync, writeFileSync } from 'node:fs';
describe('a (real) receiver', () => {
  it('is done in 1.5 s + 1', () => {
    const hasRun = existsSync(import.meta.filename + '.ran');
    writeFileSync(import.meta.filename + '.ran', '');
    if (!hasRun) throw new Error('too late');
  });
  it('is done', () => {});
});`;
const fails = "it('never passes', () => { throw new Error('wrong'); });";
const passes = "it('passes', () => {});";
const failsOutside = `${passes} setTimeout(() => { throw new Error('left behind'); }); await new Promise((r) => setTimeout(r, 50));`;

/** Runs these test files as a step of `npm test`. */
function run(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'hookswitch-steps-'));
  const reporter = join(root, 'scripts/results-reporter.mjs');
  const test = { globals: true, name: 'own', reporters: ['default', reporter] };
  writeFileSync(join(folder, 'vitest.config.mjs'), `export default { test: ${JSON.stringify(test)} };`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, 'tests', path, '..'), { recursive: true });
    writeFileSync(join(folder, 'tests', path), text);
  }
  const command = join(root, 'node_modules/.bin/vitest');
  const step = { title: 'own tests', command, args: ['run', '--root', folder], counted: 'vitest' };
  const script = `const { runSteps } = await import('${join(root, 'scripts/run-steps.mjs')}'); await runSteps([${JSON.stringify(step)}]);`;
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  return { status, last: stdout.trimEnd().split('\n').slice(-3).filter(Boolean), stdout };
}

describe('the steps of npm test', () => {
  it('are green if a test of tests/real-time/ passes alone, and name it', () => {
    const { status, last, stdout } = run({
      'real-time/runner/late.test.js': passesOnceMore,
      'others.test.js': passes,
    });
    expect(last, stdout).toEqual([
      'flaky: tests/real-time/runner/late.test.js > a (real) receiver > is done in 1.5 s + 1',
      '3 passed, 0 failed',
    ]);
    expect(status).toBe(0);
  });

  it('fail if it fails again', () => {
    const { status, last, stdout } = run({ 'real-time/late.test.js': fails, 'others.test.js': passes });
    expect(last, stdout).toEqual(['    wrong', '1 passed, 1 failed']);
    expect(stdout).toContain(
      '\nfailed: own tests\n  tests/real-time/late.test.js > never passes\n    wrong\n',
    );
    expect(status).toBe(1);
  });

  it('never repeat a test elsewhere', () => {
    const { status, last, stdout } = run({ 'runner/late.test.js': passesOnceMore });
    expect(last, stdout).toEqual(['    too late', '1 passed, 1 failed']);
    expect(status).toBe(1);
  });

  it('fail if anything else is wrong', () => {
    const late = { 'real-time/late.test.js': passesOnceMore };
    for (const [name, text] of Object.entries({
      'broken.test.js': 'import "./none.js";',
      'outside.test.js': failsOutside,
    })) {
      const { status, last, stdout } = run({ ...late, [name]: text });
      expect(last.at(-1), stdout).toMatch(/^[23] passed, 1 failed$/);
      expect(stdout).toContain('flaky: tests/real-time/late.test.js');
      expect(status).toBe(1);
    }
  });
});
