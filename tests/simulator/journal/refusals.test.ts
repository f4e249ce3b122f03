import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openJournal } from '../../../simulator/journal/file.ts';
import { accepted, acknowledgedEntries, ended, started } from './entries.ts';
import { sentenceOf } from './sentence-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'hookswitch-journal-'));
const inFolder = (name: string) => join(folder, name);
let files = 0;
const newPath = () => inFolder(`${files++}.jsonl`);

async function journalAt(path: string): Promise<string> {
  const journal = await openJournal(path);
  await journal.append([...acknowledgedEntries('a'), accepted('b')]);
  await journal.close();
  return path;
}

/** Refused with this error, and unchanged byte for byte. */
async function refusedUnchanged(path: string): Promise<string> {
  const before = readFileSync(path);
  const sentence = await sentenceOf(() => openJournal(path));
  expect(readFileSync(path).equals(before)).toBe(true);
  return sentence;
}

describe('opening a journal', () => {
  it('refuses a path where no file can exist', async () => {
    mkdirSync(inFolder('folder'));
    symlinkSync(inFolder('nowhere/at-all'), inFolder('dangling'));
    writeFileSync(inFolder('file'), '');
    const no = (path: string) => sentenceOf(() => openJournal(path));
    const noFile = 'is not a regular file; choose another file';
    expect(await no('')).toBe('the path of the journal, "", is not a valid path; give the path of a file');
    expect(await no('a\0b')).toBe(
      'the path of the journal, "a\\u0000b", is not a valid path; give the path of a file',
    );
    expect(await no(inFolder('folder'))).toBe(`${inFolder('folder')} ${noFile}`);
    expect(await no(inFolder('dangling'))).toBe(
      `the journal ${inFolder('dangling')} cannot be written (its folder is missing, or takes no new files); choose another file`,
    );
    expect(await no(inFolder('missing/j.jsonl'))).toBe(
      `the journal ${inFolder('missing/j.jsonl')} cannot be written (its folder is missing, or takes no new files); choose another file`,
    );
    expect(await no(inFolder('file/j.jsonl'))).toBe(
      `the journal ${inFolder('file/j.jsonl')} cannot be written (a folder in its path is a file); choose another file`,
    );
    const long = inFolder(`${'j'.repeat(300)}.jsonl`);
    expect(await no(long)).toBe(
      `the journal ${long} cannot be written (a name in its path is too long); choose another file`,
    );
  });

  it('refuses a file or folder that this user may not write', async () => {
    const path = await journalAt(inFolder('mine.jsonl'));
    if (process.geteuid?.() !== 0) chmodSync(path, 0o400);
    const other = await asStranger(async () => [
      await sentenceOf(() => openJournal(path)),
      await sentenceOf(() => openJournal(inFolder('new.jsonl'))),
    ]);
    expect(other).toEqual([
      `the journal ${path} cannot be written (no permission to write it); choose another file`,
      `the journal ${inFolder('new.jsonl')} cannot be written (no permission to write it); choose another file`,
    ]);
  });

  it('refuses a file of another kind, and leaves it unchanged', async () => {
    const recording =
      '{"request":{"method":"POST","url":"/","headers":[],"body":{"text":"","bytes":0,"truncated":false}}}\n';
    const others = [
      'Ring the carrier about the DIDs.\n'.repeat(100),
      'SQLite format 3\0',
      '{"tool":{"name":"hookswitch"}}\n',
      recording,
      '[]\n',
      '\n',
    ];
    for (const [n, text] of others.entries()) {
      const path = inFolder(`other-${n}`);
      writeFileSync(path, text);
      expect(await refusedUnchanged(path)).toBe(
        `${path} exists and is not a journal, so nothing was added to it; choose another file`,
      );
    }
  });

  it('takes no more deliveries above 256 MiB, but lets those that it has end, also when opened again', async () => {
    const path = inFolder('large.jsonl');
    const full = `the journal ${path} is larger than 256 MiB; move it elsewhere to start with a new one, or choose another file`;
    const journal = await openJournal(path);
    const message = Buffer.alloc(30 * 1024 ** 2, 'x');
    for (let n = 0; n < 9; n += 1) await journal.append([accepted(`d${n}`, { message })]);
    expect(await sentenceOf(() => journal.append([accepted('more')]))).toBe(full);
    await journal.append([started('d0')]);
    await journal.close();
    const again = await openJournal(path);
    await again.append([ended('d0', 'exhausted')]);
    expect([...again.deliveries({ state: 'pending' })].map(({ id }) => id)).toHaveLength(8);
    expect(await sentenceOf(() => again.append([accepted('more')]))).toBe(full);
    await again.close();
    truncateSync(path, 600 * 1024 ** 2);
    appendFileSync(path, '\n');
    expect(await sentenceOf(() => openJournal(path))).toBe(full);
  });

  it.each([
    ['no JSON', (line: string) => line.slice(1)],
    ['another state', (line: string) => line.replace('"ended":"acknowledged"', '"ended":"lost"')],
    ['another time', (line: string) => line.replace('2026-03-10', '2026-93-10')],
    ['another outcome', (line: string) => line.replace('"kind":"response"', '"kind":"lost"')],
    ['another status', (line: string) => line.replace('"status":200', '"status":"x"')],
    ['a step out of turn', (line: string) => line.replace('"started":1', '"started":2')],
    ['a step of another delivery', (line: string) => line.replace('"id":"a","ended"', '"id":"z","ended"')],
    ['no outcome', (line: string) => line.replace(/"outcome":.*,"elapsed/, '"elapsed')],
    ['a number that was taken', (line: string) => line.replace('"number":2', '"number":1')],
    ['another method', (line: string) => line.replace(/"method":"POST"(.*"accepted")/, '"method":"PUT"$1')],
    ['another profile', (line: string) => line.replace('"spacing":"compact"', '"spacing":"wide"')],
  ])('reports a line with %s as damage', async (_, change) => {
    const path = await journalAt(newPath());
    const lines = readFileSync(path, 'utf8').split('\n');
    const at = lines.findLastIndex((line) => change(line) !== line);
    expect(at).toBeGreaterThanOrEqual(0);
    writeFileSync(path, lines.map((line, n) => (n === at ? change(line) : line)).join('\n'));
    expect(await refusedUnchanged(path)).toBe(
      `the journal ${path} is damaged in line ${at + 1}; move it elsewhere to start with a new one, or choose another file`,
    );
  });
});

/** Acts as a user who may only read this folder. Root, who may do everything, becomes nobody. */
async function asStranger<T>(action: () => Promise<T>): Promise<T> {
  const isRoot = process.geteuid?.() === 0;
  chmodSync(folder, isRoot ? 0o755 : 0o500);
  if (isRoot) process.seteuid?.(65534);
  try {
    return await action();
  } finally {
    if (isRoot) process.seteuid?.(0);
    chmodSync(folder, 0o700);
  }
}
