import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openJournal } from '../../../simulator/journal/file.ts';
import type { JournalledDelivery, JournalQuery } from '../../../simulator/journal/journal.ts';
import { seededRandom } from '../../../simulator/random.ts';
import { bundle } from '../../support/bundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'hookswitch-journal-'));
let program = '';
beforeAll(async () => {
  program = await bundle(new URL('kill-child.ts', import.meta.url));
});

/** The child's output for each delivery, in this order. */
const words = ['about', 'accepted', 'started', 'acknowledged', 'exhausted'];

/** The last output for each delivery before the child was killed: after this many words, and some time. */
function killedAfter(
  path: string,
  run: string,
  moment: { readonly words: number; readonly laterMs: number },
): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, path, run], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    let isArmed = false;
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (isArmed || said.split('\n').length <= moment.words) return;
      isArmed = true;
      setTimeout(() => child.kill('SIGKILL'), moment.laterMs);
    });
    child.once('error', reject);
    child.once('close', (_, signal) => {
      if (signal !== 'SIGKILL') return reject(new Error(`the child ended by itself: ${signal}`));
      // The first line is `begin`, and the last may be truncated.
      const lines = said.split('\n').slice(1, -1);
      resolve(new Map(lines.map((line) => line.split(' ') as [string, string])));
    });
  });
}

/** How far a delivery got according to the journal, in the child's words. */
function wordFor({ state, attempts }: JournalledDelivery): string {
  if (state !== 'pending') return attempts[0]?.outcome ? state : 'an end without an outcome';
  return attempts.length === 0 ? 'accepted' : 'started';
}

async function foundIn(path: string, query: JournalQuery): Promise<Map<string, string>> {
  const journal = await openJournal(path);
  const found = [...journal.deliveries(query)].map((delivery) => [delivery.id, wordFor(delivery)] as const);
  await journal.close();
  return new Map(found);
}

const lanes = [0, 1];
const kills = 20;

describe('a journal whose process is killed', () => {
  // Two journals, each through 20 kills. Some happen before the journal exists.
  it.concurrent.each(lanes)(
    'has everything that it acknowledged, and nothing that it was not given (journal %i)',
    async (lane) => {
      const path = join(folder, `${lane}.jsonl`);
      const random = seededRandom(lane);
      const said = new Map<string, string>();
      for (let kill = 0; kill < kills; kill += 1) {
        const moment = { words: kill % 4 === 0 ? 1 : random() * 600, laterMs: random() * 10 };
        for (const [id, word] of await killedAfter(path, `${lane}-${kill}`, moment)) said.set(id, word);
        const newest = await foundIn(path, { newestFirst: true, limit: 100 });
        expect([...newest.keys()].filter((id) => !said.has(id))).toEqual([]);
      }
      const found = await foundIn(path, {});
      const isLess = ([id, word]: [string, string]) =>
        words.indexOf(found.get(id) ?? 'about') < words.indexOf(word);
      expect([...said].filter(isLess)).toEqual([]);
      expect([...found.keys()].filter((id) => !said.has(id))).toEqual([]);
      // Otherwise nothing was tested.
      const pending = [...said.values()].filter((word) => word === 'accepted' || word === 'started');
      expect(said.size).toBeGreaterThan(200);
      expect(pending.length).toBeGreaterThan(10);
    },
  );
});
