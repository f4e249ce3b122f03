import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './setup.mjs';

/**
 * Runs every step, continues after a failure, and ends this process after a line "N passed, N failed". Steps in a list run concurrently:
 * the first one shows its output live, the others at their end.
 */
export async function runSteps(groups) {
  const results = mkdtempSync(join(tmpdir(), 'hookswitch-test-'));
  const done = [];
  for (const group of groups) {
    const [first, ...others] = [group].flat();
    process.stdout.write(`\n== ${first.title}\n`);
    const left = [{ step: first, isShown: true }, ...others.map((step) => ({ step, isShown: false }))];
    const worker = async () => {
      for (let next = left.shift(); next; next = left.shift())
        done.push(await runStep(next.step, next.isShown, mkdtempSync(join(results, 'step-'))));
    };
    await Promise.all(Array.from({ length: availableParallelism() }, worker));
  }
  rmSync(results, { recursive: true, force: true });
  const sum = (key) => done.reduce((total, result) => total + result[key], 0);
  const failing = done.filter(({ failed }) => failed > 0).map(({ title }) => title);
  if (failing.length > 0) process.stdout.write(`\nfailed: ${failing.join('; ')}\n`);
  process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed\n`);
  process.exit(failing.length > 0 ? 1 : 0);
}

function runStep({ title, command, args, counted }, isShown, folder) {
  const startedAt = performance.now();
  const report = join(folder, 'report.json');
  const child = spawn(command, args, {
    cwd: root,
    stdio: isShown ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...counters[counted].env(report, folder) },
  });
  const output = [];
  child.stdout?.on('data', (bytes) => output.push(bytes));
  child.stderr?.on('data', (bytes) => output.push(bytes));
  child.on('error', ({ message }) => process.stdout.write(`${message}\n`));
  return new Promise((resolve) => {
    child.on('close', (status) => {
      if (!isShown) process.stdout.write(`\n== ${title}\n${Buffer.concat(output)}`);
      process.stdout.write(`   ${title}: ${Math.round((performance.now() - startedAt) / 1000)} s\n`);
      resolve({ title, ...counters[counted].count(status === 0, readJson(report)) });
    });
  });
}

const counters = {
  whole: {
    env: () => ({}),
    count: (isOk) => ({ passed: isOk ? 1 : 0, failed: isOk ? 0 : 1 }),
  },
  vitest: {
    env: (report) => ({ HOOKSWITCH_TEST_JSON: report }),
    count: (isOk, totals) =>
      atLeastOneFailure(isOk, totals?.numPassedTests ?? 0, totals?.numFailedTests ?? 0),
  },
  playwright: {
    env: (report, results) => ({ HOOKSWITCH_PLAYWRIGHT_JSON: report, TMPDIR: results }),
    count: (isOk, { stats } = {}) =>
      atLeastOneFailure(isOk, stats?.expected ?? 0, (stats?.unexpected ?? 0) + (stats?.flaky ?? 0)),
  },
};

/** A test runner that fails without a failing test, or runs none, is a failure too. */
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
