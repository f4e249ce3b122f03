import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { nameOf, repeatable, stepOf } from './repeat-failures.mjs';
import { root } from './setup.mjs';

/**
 * Runs every step, continues after a failure, and ends this process after a line "N passed, N failed". Steps in a list run concurrently:
 * the first one shows its output live, the others at their end. Failed tests of tests/real-time/ run once more at the end.
 */
export async function runSteps(groups) {
  const results = mkdtempSync(join(tmpdir(), 'hookswitch-test-'));
  const run = (step, isShown) => runStep(step, isShown, mkdtempSync(join(results, 'step-')));
  const done = [];
  for (const group of groups) {
    const [first, ...others] = [group].flat();
    process.stdout.write(`\n== ${first.title}\n`);
    const left = [{ step: first, isShown: true }, ...others.map((step) => ({ step, isShown: false }))];
    const worker = async () => {
      for (let next = left.shift(); next; next = left.shift()) done.push(await run(next.step, next.isShown));
    };
    await Promise.all(Array.from({ length: availableParallelism() }, worker));
  }
  const flaky = [];
  for (const result of done) flaky.push(...(await repeatFailures(result, run)));
  rmSync(results, { recursive: true, force: true });
  conclude(done, flaky);
}

/** Runs failed tests that can fail by luck once more, one by one. Those that pass now count as passed; returns their names. */
async function repeatFailures(result, run) {
  const flaky = [];
  for (const test of repeatable(result.failures ?? [])) {
    const step = stepOf(result.step, test);
    process.stdout.write(`\n== ${step.title}\n`);
    if ((await run(step, true)).failed > 0) continue;
    flaky.push(nameOf(test));
    result.passed += 1;
    result.failed -= 1;
    result.failures = result.failures.filter((other) => other !== test);
  }
  return flaky;
}

function conclude(done, flaky) {
  const sum = (key) => done.reduce((total, result) => total + result[key], 0);
  const failing = done.filter(({ failed }) => failed > 0);
  for (const { step, failures = [] } of failing) {
    process.stdout.write(`\nfailed: ${step.title}\n${failures.map(describeFailure).join('')}`);
  }
  if (flaky.length > 0) process.stdout.write(`\n${flaky.map((name) => `flaky: ${name}\n`).join('')}`);
  process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed\n`);
  process.exit(failing.length > 0 ? 1 : 0);
}

/** Its name and the beginning of its error: what is known of a run of which only the end was kept. */
function describeFailure(test) {
  return `  ${nameOf(test)}\n    ${stripVTControlCharacters(test.message).slice(0, 600).replaceAll('\n', '\n    ')}\n`;
}

function runStep(step, isShown, folder) {
  const { title, command, args, counted } = step;
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
      resolve({ step, ...counters[counted].count(status === 0, readJson(report)) });
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
    count: (isOk, { passed = 0, failures = [], others = 0 } = {}) => ({
      ...atLeastOneFailure(isOk, passed, failures.length + others),
      failures,
    }),
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
