// `npm run test:changed`: lint and types, the tests of changes since the given commit (default HEAD), and for each changed rule or broken
// receiver its part of the kill matrix.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { loadSources } from './load-sources.mjs';
import { runSteps } from './run-steps.mjs';
import { root, setUp } from './setup.mjs';
import { lint, tests, types } from './steps.mjs';

const since = process.argv[2] ?? 'HEAD';

setUp();
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

/** Tests mirror the modules: those of `X/Y.ts` are `tests/X/Y.test.ts`, or else everything in `tests/X/`. */
function testsOf(file) {
  if (file.startsWith('tests/')) return file.endsWith('.test.ts') ? [file] : [];
  if (/^suites\/[^/]+\/[^/]+\.ts$/.test(file))
    return ['tests/suites/rules.test.ts', 'tests/suites/requirements.test.ts'];
  if (!/^[a-z-]+\/.*\.tsx?$/.test(file)) return [];
  const own = join('tests', dirname(file), `${basename(file).replace(/\.tsx?$/, '')}.test.ts`);
  if (existsSync(join(root, own))) return [own];
  const folder = join('tests', dirname(file));
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join(folder, name));
}

/** Names of changed broken receivers, and of those that fail a changed rule. */
async function receiversOf(paths) {
  const named = (pattern) => paths.flatMap((path) => pattern.exec(path)?.slice(1) ?? []);
  const rules = named(/^suites\/([^/]+\/[^/]+)\.ts$/);
  const own = named(/^fixtures\/receivers\/broken\/([^/]+)\.ts$/);
  if (rules.length + own.length === 0) return [];
  const { brokenReceivers } = await loadSources("export * from './fixtures/receivers/broken/index.ts';");
  return brokenReceivers
    .filter(({ name, fails }) => own.includes(name) || fails.some((id) => rules.includes(id)))
    .map(({ name }) => name);
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
