import { join } from 'node:path';
import { root, tsc } from './setup.mjs';

const bin = (name) => join(root, 'node_modules/.bin', name);

/** A check that passes or fails as a whole. */
const whole = (title, command, ...args) => ({ title, command, args, counted: 'whole' });

export const lint = whole(
  'formatting and lint',
  bin('biome'),
  'ci',
  '--error-on-warnings',
  '--colors=off',
  '.',
);
/** The next run checks only what has changed since, and what depends on it. */
const typesOf = (title, project, name) => {
  const info = join(root, `node_modules/.cache/hookswitch/${name}.tsbuildinfo`);
  return whole(title, process.execPath, tsc, '-p', project, '--incremental', '--tsBuildInfoFile', info);
};
export const types = typesOf('types', 'tsconfig.json', 'types');

/** Tests of vitest, by the sets of tests/sets.ts. */
export const tests = (title, ...args) => ({
  title,
  command: bin('vitest'),
  args: ['run', ...args],
  counted: 'vitest',
});

const playwright = (title, folder, ...args) => ({
  title,
  command: bin('playwright'),
  args: ['test', '-c', `${folder}/playwright.config.ts`, ...args],
  counted: 'playwright',
});

/** Steps in a list run concurrently. */
const checks = [
  types,
  whole('unused code', bin('knip')),
  typesOf("types of the console's page", 'console/page', 'page-types'),
  whole('boundaries', 'npm', 'run', '--silent', 'boundaries'),
  lint,
  whole('the package', bin('publint'), '--strict'),
];
const consolePages = playwright('the console in Chromium', 'tests/console');
/** The most important test of each page. */
const firstOfConsole = playwright('the console in Chromium', 'tests/console', '--grep', '@first');
const vitest = (title, projects) => tests(title, ...projects.flatMap((name) => ['--project', name]));

/** What a change needs to be trusted: `npm test`. Tests in real time run alone. */
export const needed = [
  checks,
  [vitest('tests', ['working']), firstOfConsole],
  vitest('the sample of the kill matrix, and tests in real time', ['matrix', 'real-time']),
];

/** `npm run test:all`, and CI. The long tests contain the whole kill matrix, so the sample is left out; nothing else runs beside them. */
export const everything = [
  checks,
  [
    vitest('tests', ['working']),
    consolePages,
    playwright('the documentation in Chromium', 'tests/site'),
    whole('regular expressions', process.execPath, 'scripts/lint-regexes.mjs'),
  ],
  vitest('long tests, and tests in real time', ['rest', 'real-time', 'real-time-rest', 'alone']),
  playwright('the suites as Playwright tests', 'tests/playwright'),
];
