import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { watch } from 'chokidar';
import { ignoredIn } from '../sources/ignored.ts';

/** Editors and formatters write several files, or one file several times. */
const quietMs = 100;
const gone = 'gone';
/** Saved, so that it stays real while an app is checked in simulated time. */
const setRealTimeout = setTimeout;
const maxHashedBytes = 2 * 1024 * 1024;

/** Watches the sources in a folder. */
interface FileWatcher {
  /** Starts watching again. Timers that the watcher set in simulated time never fire, so it would ignore their files forever. */
  renew(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Calls `onChange` with the names of the files whose content changed, once they haven't changed for a moment. A file that was written again
 * with the same content didn't change. `written` are files that the check writes, such as its reports. `own` are always watched, even
 * outside the folder.
 *
 * @throws Error if the folder can't be watched.
 */
export async function watchFiles(
  cwd: string,
  { written, own }: { readonly written: ReadonlySet<string>; readonly own: readonly string[] },
  onChange: (names: readonly string[]) => void,
): Promise<FileWatcher> {
  const isIgnored = ignoredIn(cwd, written);
  const contents = new Map<string, string>();
  /** The changed files, with their content before. */
  const changed = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  const report = () => {
    // What is checked now. The event of the last write may come later, or never.
    for (const path of changed.keys()) contents.set(path, contentOf(path));
    // Programs that edit files create temporary ones, and delete or rename them.
    const names = [...changed]
      .filter(([path, before]) => contents.get(path) !== before)
      .map(([path]) => path);
    changed.clear();
    if (names.length > 0) onChange(names.map((path) => relative(cwd, path)));
  };
  const note = (path: string) => {
    const content = contentOf(path);
    const before = contents.get(path) ?? gone;
    if (before === content) return;
    contents.set(path, content);
    if (!changed.has(path)) changed.set(path, before);
    clearTimeout(timer);
    // The check waits for every other timer of this thread.
    timer = setRealTimeout(report, quietMs).unref();
  };
  const outside = own.filter((path) => relative(cwd, path).startsWith('..'));
  let isReady = false;
  const open = async () => {
    const opened = watch([cwd, ...outside], {
      ignored: (path, stats) => !own.includes(path) && isIgnored(path, stats?.isDirectory() === true),
      ignorePermissionErrors: true,
    });
    opened.on('all', (event, path) => {
      if (event === 'addDir' || event === 'unlinkDir') return;
      if (isReady) note(path);
      else contents.set(path, contentOf(path));
    });
    await new Promise<void>((resolve, reject) => {
      opened.once('ready', resolve);
      opened.once('error', reject);
    });
    // A folder that vanishes, or too many of them, must not end the checks.
    opened.on('error', () => {});
    return opened;
  };
  let watcher = await open();
  isReady = true;
  return {
    async renew() {
      const before = watcher;
      watcher = await open();
      await before.close();
    },
    async close() {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}

/** What tells whether a file changed: its hash, or its size and time if it is large. */
function contentOf(path: string): string {
  try {
    const { size, mtimeMs } = statSync(path);
    if (size > maxHashedBytes) return `${size} ${mtimeMs}`;
    return createHash('sha256').update(readFileSync(path)).digest('base64');
  } catch {
    return gone;
  }
}
