import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ignoredIn } from './ignored.ts';

const maxEntries = 20_000;

/**
 * When a source in this folder last changed (ms since 1970), as far as the file system shows. Infinity for a folder that can't be read or
 * has too many files.
 */
export function lastChangeIn(cwd: string): number {
  const isIgnored = ignoredIn(cwd);
  const folders = [cwd];
  let newest = 0;
  let entries = 0;
  try {
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        entries += 1;
        if (entries > maxEntries) return Infinity;
        const path = join(folder, entry.name);
        if (isIgnored(path, entry.isDirectory())) continue;
        if (entry.isDirectory()) folders.push(path);
        // Unlike the modification time, this time can't be set by an archive or a copy.
        else newest = Math.max(newest, statSync(path).ctimeMs);
      }
    }
    return newest;
  } catch {
    return Infinity;
  }
}
