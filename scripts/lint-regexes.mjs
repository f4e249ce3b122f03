// `npm test` runs it: no regular expression in shipped code may take more than linear time.
import { execFileSync } from 'node:child_process';
import { findSlowRegexes } from './regexes.mjs';
import { root } from './setup.mjs';

const shipped = ['*.ts', '*.tsx', 'schemas/*.json'];
const unshipped = /^(bench|docs|examples|fixtures|scripts|tests)\/|\.config\.ts$|\/generated\/.*types\.ts$/;

process.chdir(root);
const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...shipped]);
const files = String(listed)
  .split('\n')
  .filter((file) => file !== '' && !unshipped.test(file));
const problems = await findSlowRegexes(files);
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.stdout.write(`${files.length} files, ${problems.length} slow regular expressions\n`);
process.exit(problems.length > 0 ? 1 : 0);
