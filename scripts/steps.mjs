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

const playwright = (title, folder) => ({
  title,
  command: bin('playwright'),
  args: ['test', '-c', `${folder}/playwright.config.ts`],
  counted: 'playwright',
});

/** What a change needs to be trusted: `npm test`. Steps in a list run concurrently; those that measure time run alone. */
export const needed = [
  [
    types,
    whole('unused code', bin('knip')),
    typesOf("types of the console's page", 'console/page', 'page-types'),
    whole('boundaries', 'npm', 'run', '--silent', 'boundaries'),
    lint,
    whole('the package', bin('publint'), '--strict'),
  ],
  [tests('tests', '--project', 'working'), playwright('the console in Chromium', 'tests/console')],
  tests(
    'the sample of the kill matrix, and tests that measure time',
    '--project',
    'matrix',
    '--project',
    'timed',
  ),
];

/** Everything else: `npm run test:all` and CI run it afterwards. */
export const rest = [
  [
    tests('long tests', '--project', 'rest', '--project', 'timed-rest'),
    playwright('the documentation in Chromium', 'tests/site'),
    whole('regular expressions', process.execPath, 'scripts/lint-regexes.mjs'),
  ],
  playwright('the suites as Playwright tests', 'tests/playwright'),
];
