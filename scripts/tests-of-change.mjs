import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './setup.mjs';

/** The tests of a changed file: those of `X/Y.ts` are `tests/X/Y.test.ts`, also below `tests/real-time/`, or else everything in `tests/X/`. */
export function testsOf(file) {
  if (file.startsWith('tests/')) return file.endsWith('.test.ts') ? [file] : [];
  const rules = rulesOf(file);
  if (rules.length > 0 || isIndex(file)) {
    const own = rules.flatMap((rule) => testsNamed(`suites/${rule}`));
    return [...own, 'tests/suites/rules.test.ts', 'tests/suites/requirements.test.ts'];
  }
  if (!/^[a-z-]+\/.*\.tsx?$/.test(file)) return [];
  const own = testsNamed(file.replace(/\.tsx?$/, ''));
  if (own.length > 0) return own;
  const folder = join('tests', dirname(file));
  return exists(folder) ? namesIn(folder, '.test.ts').map((name) => join(folder, name)) : [];
}

/** The rules in a changed file. A folder below a group has parts of the rules that import it. */
export function rulesOf(file) {
  const [, group, folder] = /^suites\/([^/]+)\/(?:([^/]+)\/)?[^/]+\.ts$/.exec(file) ?? [];
  if (group === undefined) return [];
  const files =
    folder === undefined
      ? [file]
      : namesIn(`suites/${group}`, '.ts').map((name) => `suites/${group}/${name}`);
  const texts = files.map((name) => readFileSync(join(root, name), 'utf8'));
  return texts
    .filter((text) => folder === undefined || text.includes(`'./${folder}/`))
    .flatMap((text) => [...text.matchAll(/^ +id: '([a-z/-]+)',$/gm)].map(([, id]) => id));
}

/** Whether a file has broken receivers as rows. */
export function isRows(file) {
  return /^fixtures\/receivers\/broken\/(?!index\.ts).+\.ts$/.test(file);
}

/** The names of the rows that differ from an earlier text of the file. All of them if anything else differs, such as a helper. */
export function changedRows(text, before) {
  const [now, then] = [rowsIn(text), rowsIn(before)];
  return [...now.rows].flatMap(([name, row]) =>
    now.others === then.others && then.rows.get(name) === row ? [] : [name],
  );
}

function rowsIn(text) {
  const lines = text.replace(/^import .*\n|^\n/gm, '');
  const pattern = /^ {2}broken\(\s*'([^']+)'[\s\S]*?\),(?=\n(?: {2}broken\(|\];))/gm;
  return {
    rows: new Map([...lines.matchAll(pattern)].map(([row, name]) => [name, row])),
    others: lines.replace(pattern, '').replaceAll(/\n+/g, '\n'),
  };
}

/** The list of the rules of a group. */
function isIndex(file) {
  return /^suites\/[^/]+\/index\.ts$/.test(file);
}

function testsNamed(name) {
  return ['tests', 'tests/real-time'].map((folder) => `${folder}/${name}.test.ts`).filter(exists);
}

function exists(path) {
  return existsSync(join(root, path));
}

function namesIn(folder, ending) {
  return readdirSync(join(root, folder)).filter((name) => name.endsWith(ending));
}
