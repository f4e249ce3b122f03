import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ignore from 'ignore';

/** Folders that never contain the receiver's own code. */
const otherFolders = ['node_modules', '.git', '.hookswitch', '.venv', '__pycache__'];
/** Files that a running receiver writes, and those of editors. */
const dataFiles = [
  '*.log',
  '*.pid',
  '*.tmp',
  '*.part',
  '*.db',
  '*.db-*',
  '*.sqlite*',
  '*.jsonl',
  '*.ndjson',
  '*.sw?',
  '*~',
  '.#*',
  '4913',
];
const maxIgnoreBytes = 64 * 1024;

/** Whether a path belongs to none of the receiver's sources: dependencies, data, and what `.gitignore` in this folder names. */
export function ignoredIn(
  cwd: string,
  others: ReadonlySet<string> = new Set(),
): (path: string, isFolder: boolean) => boolean {
  const rules = ignore().add(otherFolders).add(dataFiles).add(gitignoreOf(cwd));
  return (path, isFolder) => {
    if (others.has(path)) return true;
    const name = relative(cwd, path).split(sep).join('/');
    // A .gitignore can't name the folder itself, or anything outside it.
    if (name === '' || name.startsWith('../')) return false;
    return rules.ignores(isFolder ? `${name}/` : name);
  };
}

function gitignoreOf(cwd: string): string {
  try {
    return readFileSync(join(cwd, '.gitignore'), 'utf8').slice(0, maxIgnoreBytes);
  } catch {
    return '';
  }
}
