// Installs and builds what is missing. The next call finds both done and does nothing. Needs only Node, npm and this file.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** TypeScript 7, which is several times faster. Version 6 is installed too, for tools that need the compiler's API. */
export const tsc = join(root, 'node_modules/typescript7/bin/tsc');

const leastNode = [20, 19];
const sources = [
  'index.ts',
  'text',
  'schemas',
  'time',
  'simulator',
  'files',
  'options',
  'receiver',
  'observation',
  'runner',
  'diagnosis',
  'check',
  'suites',
  'reports',
  'listener',
  'load',
  'replay',
  'doctor',
  'sending',
  'integrations',
  'console',
  'fixtures',
  'cli',
  'scripts/build.mjs',
  'scripts/embedded.mjs',
  'scripts/file-readers.mjs',
  'scripts/generate',
  'scripts/bundled.mjs',
  'tsconfig.json',
  'tsconfig.build.json',
  'package.json',
];

/** Runs a program and shows its output. Ends this process with a sentence if it fails. */
export function run(title, command, args) {
  process.stderr.write(`hookswitch: ${title}\n`);
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status === 0) return;
  process.stderr.write(
    `hookswitch: ${title} did not work (${error ? error.message : `exit code ${status}`}); see above\n`,
  );
  process.exit(1);
}

const pages = 'docs/generated/.built';

/** The sources of the site. */
const siteSources = [
  'docs',
  pages,
  'examples/README.md',
  'CONTRIBUTING.md',
  'scripts/docs-site.mjs',
  'package-lock.json',
];

/** Generates docs/generated/. */
export function setUpPages() {
  once(pages, [...sources, 'scripts/docs'], () =>
    run('generating pages', process.execPath, ['scripts/generate.mjs']),
  );
}

/** Builds the documentation site, which takes a minute. */
export function setUpSite() {
  setUpPages();
  once('dist/docs/.built', siteSources, () =>
    run('building the documentation', process.execPath, ['scripts/docs-site.mjs']),
  );
}

export function setUp() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < leastNode[0] || (major === leastNode[0] && minor < leastNode[1])) {
    process.stderr.write(
      `hookswitch: this is Node ${process.versions.node}; Node ${leastNode.join('.')} or later is needed\n`,
    );
    process.exit(1);
  }
  once('node_modules/.hookswitch-installed', ['package-lock.json'], () => {
    run('installing packages', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  });
  once('dist/.built', sources, () => run('building', process.execPath, ['scripts/build.mjs']));
}

/** Does the work unless it was done for the same inputs. */
function once(stamp, inputs, work) {
  const path = join(root, stamp);
  const wanted = hashOf(inputs);
  if (existsSync(path) && readFileSync(path, 'utf8') === wanted) return;
  work();
  writeFileSync(path, wanted);
}

function hashOf(inputs) {
  const hash = createHash('sha256').update(process.versions.modules);
  for (const file of inputs.flatMap((input) => filesBelow(join(root, input)))) {
    hash.update(file.slice(root.length)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** They are generated from the other inputs. */
const generated = ['generated', 'config.schema.json', 'events.schema.json', 'openapi.json'];

function filesBelow(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => !generated.includes(name))
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}
