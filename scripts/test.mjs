// `npm test`: sets up what is missing, then every check that CI runs. Goes on after a failure, and ends with "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, setUp } from './setup.mjs';

setUp();

const results = mkdtempSync(join(tmpdir(), 'hookswitch-test-'));
const bin = (name) => join(root, 'node_modules/.bin', name);

/** One check: passed or failed as a whole. */
const whole = (title, command, ...args) => ({
  title,
  command,
  args,
  count: (isOk) => ({ passed: isOk ? 1 : 0, failed: isOk ? 0 : 1 }),
});

const checks = [
  whole('formatting, lint and boundaries', bin('biome'), 'ci', '--error-on-warnings', '.'),
  whole('regular expressions', process.execPath, 'scripts/lint-regexes.mjs'),
  whole('types', bin('tsc'), '-p', 'tsconfig.json'),
  whole("types of the console's page", bin('tsc'), '-p', 'console/page'),
  whole('unused code', bin('knip')),
  whole('the package', bin('publint'), '--strict'),
  {
    title: 'tests',
    command: bin('vitest'),
    args: ['run'],
    env: { HOOKSWITCH_TEST_JSON: join(results, 'vitest.json') },
    count: (isOk) => {
      const report = readJson('vitest.json');
      return atLeastOneFailure(isOk, report?.numPassedTests ?? 0, report?.numFailedTests ?? 0);
    },
  },
  {
    title: 'the suites as Playwright tests',
    command: bin('playwright'),
    args: ['test', '-c', 'tests/playwright/playwright.config.ts'],
    env: { TMPDIR: results, HOOKSWITCH_PLAYWRIGHT_JSON: join(results, 'playwright.json') },
    count: (isOk) => countInPlaywright(isOk, 'playwright.json'),
  },
  {
    title: 'the console in Chromium',
    command: bin('playwright'),
    args: ['test', '-c', 'tests/console/playwright.config.ts'],
    env: { TMPDIR: results, HOOKSWITCH_CONSOLE_JSON: join(results, 'console.json') },
    count: (isOk) => countInPlaywright(isOk, 'console.json'),
  },
];

const total = { passed: 0, failed: 0 };
const failing = [];
for (const { title, command, args, env, count } of checks) {
  process.stdout.write(`\n== ${title}\n`);
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  const { passed, failed } = count(status === 0);
  total.passed += passed;
  total.failed += failed;
  if (failed > 0) failing.push(title);
}
rmSync(results, { recursive: true, force: true });

if (failing.length > 0) process.stdout.write(`\nfailed: ${failing.join('; ')}\n`);
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exit(total.failed > 0 ? 1 : 0);

/** A runner that went wrong without a failing test, or ran none, is a failure all the same. */
function atLeastOneFailure(isOk, passed, failed) {
  return { passed, failed: failed === 0 && (!isOk || passed === 0) ? 1 : failed };
}

function countInPlaywright(isOk, name) {
  const stats = readJson(name)?.stats;
  return atLeastOneFailure(isOk, stats?.expected ?? 0, (stats?.unexpected ?? 0) + (stats?.flaky ?? 0));
}

function readJson(name) {
  try {
    return JSON.parse(readFileSync(join(results, name), 'utf8'));
  } catch {
    return undefined;
  }
}
