// `npm run test:changed`: lint and types, the tests of changes since the given commit (default HEAD), and for each changed rule or broken
// receiver its part of the kill matrix.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSources } from './bundled.mjs';
import { runSteps } from './run-steps.mjs';
import { root, setUp, setUpPages } from './setup.mjs';
import { lint, tests, types } from './steps.mjs';
import { changedRows, isRows, rulesOf, testsOf } from './tests-of-change.mjs';

const since = process.argv[2] ?? 'HEAD';

setUp();
setUpPages();
const changed = [
  ...git('diff', '--name-only', since),
  ...git('ls-files', '--others', '--exclude-standard'),
].filter((file) => existsSync(join(root, file)));
const files = [...new Set(changed.flatMap(testsOf))];
const receivers = await receiversOf(changed);
await runSteps([
  [
    types,
    ...(receivers.length > 0 ? [matrixOf(receivers)] : []),
    ...(files.length > 0 ? [tests(`tests of what changed: ${files.join(' ')}`, ...files)] : []),
    lint,
  ],
]);

/** Names of changed broken receivers, and of those that fail a changed rule. */
async function receiversOf(paths) {
  const rules = paths.flatMap(rulesOf);
  const own = paths.flatMap((path) => (isRows(path) ? changedRows(textOf(path), textBefore(path)) : []));
  if (rules.length + own.length === 0) return [];
  const { brokenReceivers } = await loadSources("export * from './fixtures/receivers/broken/index.ts';");
  return brokenReceivers
    .filter(({ name, fails }) => own.includes(name) || fails.some((id) => rules.includes(id)))
    .map(({ name }) => name);
}

function textOf(path) {
  return readFileSync(join(root, path), 'utf8');
}

/** Without empty lines, and empty for a new file. */
function textBefore(path) {
  const isNew = git('ls-tree', '--name-only', since, path).length === 0;
  return isNew ? '' : git('show', `${since}:${path}`).join('\n');
}

/** These receivers fail exactly the rules that they declare, and the reference receiver passes them all. */
function matrixOf(names) {
  const pattern = `^(a receiver (${names.join('|')}) fails|the reference receiver passes every rule$)`;
  return tests(
    `the kill matrix: ${names.join(', ')}, and the reference receiver`,
    'tests/suites/kill-matrix/',
    '-t',
    pattern,
  );
}

function git(...args) {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
}
