import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const atExit = `process.on('exit', () => process.stderr.write(JSON.stringify(process.moduleLoadList)));`;

it.each(['--help', '--version'])('%s loads no module that only other commands need', (flag) => {
  const preload = join(mkdtempSync(join(tmpdir(), 'hookswitch-loads-')), 'at-exit.cjs');
  writeFileSync(preload, atExit);
  const { stderr } = spawnSync(process.execPath, ['-r', preload, 'dist/bin/hookswitch.js', flag], {
    encoding: 'utf8',
  });
  const loaded: string[] = JSON.parse(stderr);
  expect(loaded).toContain('NativeModule fs');
  const costly = ['crypto', 'worker_threads', 'child_process', 'http', 'tls'];
  expect(costly.filter((name) => loaded.includes(`NativeModule ${name}`))).toEqual([]);
});
