import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqliteJournal } from '../../../simulator/journal/sqlite/journal.ts';
import { accepted, answer, attemptEnded, ended, started } from './entries.ts';
import { outside } from './outside.ts';

const folder = mkdtempSync(join(tmpdir(), 'hookswitch-journal-'));

const page = readFileSync(new URL('../../../docs/journal.md', import.meta.url), 'utf8');
const statements = [...page.matchAll(/^sqlite3 deliveries\.db "([^"]+)"$/gm)].map(([, sql = '']) => sql);

describe('the queries in docs/journal.md', () => {
  it('are answered by a journal', async () => {
    const path = join(folder, 'deliveries.db');
    const journal = await openSqliteJournal(path);
    const message = Buffer.from('[{"event":"did_change","sn":"36OUQ1FC2XTNBQZK","updateTime":1773110920}]');
    await journal.append([
      accepted('a', { message }),
      started('a'),
      attemptEnded('a', 1, { ...answer, status: 500, body: Buffer.from('broken') }, message),
      started('a', 2),
      attemptEnded('a', 2, answer, message),
      ended('a'),
    ]);
    await journal.close();
    const at = '2026-03-10 02:48:40';
    const url = 'http://127.0.0.1:3000/webhook';
    expect(statements.map((sql) => outside(path, sql))).toEqual([
      [['acknowledged', 1]],
      [[at, 1, 'response', 500, null, message.toString(), 'broken']],
      [
        [1.25, url, 'did_change'],
        [1.25, url, 'did_change'],
      ],
      [[1, 'acknowledged', 'did_change', 1773110920]],
    ]);
  });
});
