import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { openJournal } from '../../../simulator/journal/file.ts';
import type { Journal } from '../../../simulator/journal/journal.ts';
import { bundle } from '../../support/bundle.ts';
import { accepted, attemptEnded, ended, outcomes, started } from './entries.ts';

const folder = mkdtempSync(join(tmpdir(), 'hookswitch-journal-'));
const original = join(folder, 'original.jsonl');
let program = '';

beforeAll(async () => {
  program = await bundle(new URL('damage-child.ts', import.meta.url));
  const path = join(folder, 'whole.jsonl');
  const first = await openJournal(path);
  for (let n = 0; n < 60; n += 1) await appendSome(first, n);
  await first.close();
  const second = await openJournal(path);
  for (let n = 60; n < 90; n += 1) await appendSome(second, n);
  // Copies the file as a killed process leaves it.
  copyFileSync(path, original);
  await second.close();
});

/** All states and outcomes, with messages of all lengths up to a few pages. */
async function appendSome(journal: Journal, n: number): Promise<void> {
  const id = `d${n}`;
  const fault = n % 5 === 0 ? { fault: 'slow-body' } : {};
  await journal.append([
    accepted(id, { ...fault, message: Buffer.alloc(n * 120, 'é') }),
    started(id),
    attemptEnded(id, 1, outcomes[n % outcomes.length]),
  ]);
  if (n % 3 === 0) await journal.append([started(id, 2)]);
  else await journal.append([ended(id, n % 3 === 1 ? 'acknowledged' : 'exhausted')]);
}

/** Each line is a seed and its result. */
async function tryOut(
  from: number,
  to: number,
): Promise<{ readonly code: unknown; readonly lines: string[] }> {
  const copy = join(folder, `copy-${from}.jsonl`);
  const argv = [program, original, copy, String(from), String(to)];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [stdout, code] = await Promise.all([
    text(child.stdout),
    new Promise((resolve) => child.once('close', (exitCode, signal) => resolve(signal ?? exitCode))),
  ]);
  return { code, lines: stdout.trimEnd().split('\n') };
}

describe('a damaged journal', () => {
  it('is read, or refused with an error; it never ends the process: 600 files', async () => {
    const results = await Promise.all([tryOut(0, 300), tryOut(300, 600)]);
    const lines = results.flatMap((result) => result.lines);
    // The line of a crash is the last, and contains only its seed.
    expect(results.map(({ code, lines: all }) => [code, all.length])).toEqual([
      [0, 300],
      [0, 300],
    ]);
    expect(lines.filter((line) => !/^\d+ (read \d+|(the journal )?\/.+)$/.test(line))).toEqual([]);
    const damaged = lines.filter((line) => line.includes('is damaged in line '));
    const whole = lines.filter((line) => / read \d+$/.test(line));
    expect(damaged.length).toBeGreaterThan(100);
    expect(whole.length).toBeGreaterThan(100);
  });
});
