import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openJournal } from '../../../simulator/journal/file.ts';
import { bundle } from '../../support/bundle.ts';
import { acknowledgedEntries } from './entries.ts';

const folder = mkdtempSync(join(tmpdir(), 'hookswitch-journal-'));
const disk = join(folder, 'disk');
let program = '';
/** A disk of 400 KB if the system allows it; otherwise a file size limit of the same size. */
let isMounted = false;
beforeAll(async () => {
  program = await bundle(new URL('full-disk-child.ts', import.meta.url));
  mkdirSync(disk);
  isMounted = runs('mount -t tmpfs -o size=400k tmpfs "$0"', disk);
});
afterAll(() => {
  if (isMounted) runs('umount "$0"', disk);
  rmSync(folder, { recursive: true, force: true });
});

function runs(command: string, argument: string): boolean {
  return spawnSync('sh', ['-c', command, argument]).status === 0;
}

interface Filled {
  readonly kept: readonly string[];
  readonly sentences: readonly string[];
  readonly later: string;
  readonly found: readonly string[];
}

/** `ulimit -f` counts in KB; Node ignores the signal that comes with it. */
function fill(path: string, limit: string): Filled {
  const command = `${limit}; exec "$0" "$1" "$2"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', command, process.execPath, program, path], {
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

describe('a journal whose disk is full', () => {
  it.each(['a full disk', 'a file that may grow no more'])(
    'refuses what it cannot store, and keeps what it stored: %s',
    async (what) => {
      const isDisk = what === 'a full disk' && isMounted;
      const path = join(isDisk ? disk : folder, `${what.replaceAll(' ', '-')}.jsonl`);
      const { kept, sentences, later, found } = fill(path, isDisk ? 'true' : 'ulimit -f 400');
      expect(kept.length).toBeGreaterThan(50);
      const why = isDisk ? 'the disk is full' : 'it would be larger than allowed';
      expect(sentences).toEqual([
        `the journal ${path} can no longer be written (${why}); choose another file`,
      ]);
      expect(later).toBe(sentences[0]);
      expect(found).toEqual(kept);

      // Free some space.
      const elsewhere = join(folder, 'elsewhere.jsonl');
      copyFileSync(path, elsewhere);
      const journal = await openJournal(elsewhere);
      await journal.append(acknowledgedEntries('more'));
      expect([...journal.deliveries()].map(({ id }) => id)).toEqual([...kept, 'more']);
      await journal.close();
    },
  );
});
