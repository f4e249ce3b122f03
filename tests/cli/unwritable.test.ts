import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundleCli } from '../support/bundle.ts';
import { secret } from '../support/recording-receiver.ts';

const bin = await bundleCli();

/** Runs in a separate process: an endless loop here can't be stopped from within. */
function run(argv: readonly string[]) {
  const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-unwritable-'));
  writeFileSync(join(cwd, 'file'), 'x');
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [bin, ...argv], {
    cwd,
    env: { PATH: process.env.PATH, YCM_WEBHOOK_SECRET: secret },
    encoding: 'utf8',
    timeout: 20_000,
    killSignal: 'SIGKILL',
  });
  return { status, signal, stdout, stderr };
}

const fixtures = (out: string) => ['fixtures', '--seed', '1', '--event', 'did_change', '--out', out];
const url = 'http://127.0.0.1:1/';
/** Linux reports "no such file or directory" for a folder that can't be created here, even after its parents were. */
const hasProc = existsSync('/proc/self');

const places: readonly (readonly [argv: readonly string[], sentence: string])[] = [
  [fixtures('/dev/null/x'), '/dev/null/x cannot be written (a folder in its path is a file)'],
  [fixtures('file'), 'file cannot be written (it is a file)'],
  [['check', 'reference', '--report', 'json=.'], 'cannot be written (it is a folder)'],
  [
    ['check', url, '--report', 'json=file/r.json'],
    'file/r.json cannot be written (a folder in its path is a file)',
  ],
  [fixtures('file/below'), 'file/below cannot be written (a folder in its path is a file)'],
  [fixtures('n'.repeat(300)), 'cannot be written (a name in its path is too long)'],
  [fixtures(`${'n'.repeat(300)}/below`), 'cannot be written (a name in its path is too long)'],
  ...(hasProc
    ? ([
        [
          fixtures('/proc/nope'),
          '/proc/nope cannot be written (its folder is missing, or takes no new files)',
        ],
        [
          fixtures('/proc/nope/deep/er'),
          '/proc/nope/deep/er cannot be written (its folder is missing, or takes no new files)',
        ],
        [
          ['check', url, '--report', 'json=/proc/nope/r.json'],
          '/proc/nope/r.json cannot be written (its folder is missing, or takes no new files)',
        ],
        [
          ['check', 'reference', '--report', 'json=/proc/nope.json'],
          '/proc/nope.json cannot be written (its folder is missing, or takes no new files)',
        ],
        [
          ['send', url, '--journal', '/proc/j.jsonl'],
          'the journal /proc/j.jsonl cannot be written (its folder is missing, or takes no new files)',
        ],
        [
          ['load', url, '--report', 'json=/proc/nope/r.json'],
          '/proc/nope/r.json cannot be written (its folder is missing, or takes no new files)',
        ],
      ] as const)
    : []),
  ...(existsSync('/sys/kernel')
    ? ([[fixtures('/sys/nope/below'), '/sys/nope/below cannot be written (']] as const)
    : []),
];

it.each(places)('exits 2 with one sentence: %j', (argv, sentence) => {
  const { status, signal, stdout, stderr } = run(argv);
  expect({ status, signal, stdout }).toEqual({ status: 2, signal: null, stdout: '' });
  expect(stderr).toContain(sentence);
  expect(stderr).not.toMatch(/\n\s+at /);
});
