import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { watchFiles } from '../../../../../cli/commands/check/watch/changed-files.ts';
import { asPendingWork } from '../../../../../time/index.ts';
import { simulated } from '../../../../support/simulated.ts';
import { sleepReally } from '../../../../support/sleep-really.ts';

/** A project with these files, and the names of those that changed so far. */
async function project(
  files: Record<string, string>,
  others: readonly string[] = [],
  own: readonly string[] = [],
) {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'hookswitch-watched-')));
  const write = (name: string, text: string) => {
    mkdirSync(join(cwd, name, '..'), { recursive: true });
    writeFileSync(join(cwd, name), text);
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  const changed: string[] = [];
  const watcher = await watchFiles(
    cwd,
    { written: new Set(others.map((name) => join(cwd, name))), own: own.map((name) => resolve(cwd, name)) },
    (names) => changed.push(...names),
  );
  onTestFinished(() => watcher.close());
  return { cwd, write, changed, renew: () => watcher.renew() };
}

describe('watched files', () => {
  it('are reported if they change, are created, moved or deleted', async () => {
    const { cwd, write, changed } = await project({ 'server.js': '1', 'src/a.js': '1', 'src/b.js': '1' });
    write('server.js', '2');
    await expect.poll(() => changed).toEqual(['server.js']);
    write('src/new.js', '1');
    await expect.poll(() => changed).toContain(join('src', 'new.js'));
    renameSync(join(cwd, 'src/a.js'), join(cwd, 'src/c.js'));
    await expect.poll(() => changed).toContain(join('src', 'c.js'));
    rmSync(join(cwd, 'src/b.js'));
    await expect.poll(() => changed).toContain(join('src', 'b.js'));
  });

  it('are reported again after a check in simulated time', async () => {
    const { write, changed, renew } = await project({ 'server.js': '1' });
    await simulated(async () => {
      write('server.js', '2');
      await asPendingWork(sleepReally(500));
    });
    await renew();
    await expect.poll(() => changed).toEqual(['server.js']);
    write('server.js', '3');
    await expect.poll(() => changed).toEqual(['server.js', 'server.js']);
  });

  it('are not reported if they belong to others, or their content is the same', async () => {
    const ignored = {
      '.gitignore': 'dist/\n*.out\n!kept.out\n',
      'node_modules/x/index.js': '1',
      '.git/HEAD': '1',
      '.hookswitch/sequences/a.json': '1',
      'dist/server.js': '1',
      'state.sqlite-wal': '1',
      'server.log': '1',
      'a.out': '1',
      'report.html': '1',
      'same.js': '1',
    };
    const { write, changed } = await project({ ...ignored, 'last.js': '1', 'kept.out': '1' }, [
      'report.html',
    ]);
    for (const name of Object.keys(ignored))
      if (name !== '.gitignore') write(name, name === 'same.js' ? '1' : '2');
    write('kept.out', '2');
    write('last.js', '2');
    await expect.poll(() => changed.toSorted()).toEqual(['kept.out', 'last.js']);
  });

  it('are reported if they are named, even if Git ignores them, and outside the folder', async () => {
    const elsewhere = realpathSync(mkdtempSync(join(tmpdir(), 'hookswitch-watched-')));
    const shared = join(elsewhere, 'shared.json');
    writeFileSync(shared, '1');
    const { cwd, write, changed } = await project({ '.gitignore': '*.json' }, [], ['own.json', shared]);
    write('own.json', '1');
    writeFileSync(shared, '2');
    await expect.poll(() => changed.toSorted()).toEqual([relative(cwd, shared), 'own.json']);
  });

  it('are not reported if they are temporary', async () => {
    const { cwd, write, changed } = await project({ 'server.js': '1' });
    for (let n = 0; n < 5; n += 1) {
      write(`sed${n}`, String(n));
      renameSync(join(cwd, `sed${n}`), join(cwd, 'server.js'));
    }
    await expect.poll(() => changed).toEqual(['server.js']);
  });

  it('are reported once if they are complete by then, even if the last event comes later', async () => {
    const { write, changed } = await project({ 'server.js': '1', 'last.js': '1' });
    write('server.js', 'half');
    await sleepReally(50);
    write('server.js', 'half and the rest');
    // Blocks this thread, so that the time is over before the event arrives.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
    await expect.poll(() => changed).toEqual(['server.js']);
    write('last.js', '2');
    await expect.poll(() => changed).toContain('last.js');
    expect(changed).toEqual(['server.js', 'last.js']);
  });

  it('ignore linked dependencies', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'hookswitch-watched-'));
    const { cwd, write, changed } = await project({ 'server.js': '1' });
    symlinkSync(elsewhere, join(cwd, 'node_modules'));
    writeFileSync(join(elsewhere, 'index.js'), '1');
    write('server.js', '2');
    await expect.poll(() => changed).toEqual(['server.js']);
  });
});
