import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './setup.mjs';

/** Runs every step, goes on after a failure, and ends this process after a line "N passed, N failed". */
export function runSteps(steps) {
  const results = mkdtempSync(join(tmpdir(), 'hookswitch-test-'));
  const total = { passed: 0, failed: 0 };
  const failing = [];
  for (const step of steps) {
    const startedAt = performance.now();
    process.stdout.write(`\n== ${step.title}\n`);
    const { passed, failed } = runStep(step, results);
    process.stdout.write(`   ${Math.round((performance.now() - startedAt) / 1000)} s\n`);
    total.passed += passed;
    total.failed += failed;
    if (failed > 0) failing.push(step.title);
  }
  rmSync(results, { recursive: true, force: true });
  if (failing.length > 0) process.stdout.write(`\nfailed: ${failing.join('; ')}\n`);
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
  process.exit(total.failed > 0 ? 1 : 0);
}

function runStep({ command, args, counted }, results) {
  const report = join(results, 'report.json');
  rmSync(report, { force: true });
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...counters[counted].env(report, results) },
  });
  return counters[counted].count(status === 0, readJson(report));
}

const counters = {
  whole: {
    env: () => ({}),
    count: (isOk) => ({ passed: isOk ? 1 : 0, failed: isOk ? 0 : 1 }),
  },
  vitest: {
    env: (report) => ({ HOOKSWITCH_TEST_JSON: report }),
    count: (isOk, told) => atLeastOneFailure(isOk, told?.numPassedTests ?? 0, told?.numFailedTests ?? 0),
  },
  playwright: {
    env: (report, results) => ({ HOOKSWITCH_PLAYWRIGHT_JSON: report, TMPDIR: results }),
    count: (isOk, { stats } = {}) =>
      atLeastOneFailure(isOk, stats?.expected ?? 0, (stats?.unexpected ?? 0) + (stats?.flaky ?? 0)),
  },
};

/** A runner that went wrong without a failing test, or ran none, is a failure all the same. */
function atLeastOneFailure(isOk, passed, failed) {
  return { passed, failed: failed === 0 && (!isOk || passed === 0) ? 1 : failed };
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
