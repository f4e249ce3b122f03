import { expect, test } from 'vitest';
import { memoryJournal } from '../../../simulator/journal/memory.ts';
import type { Outcome } from '../../../simulator/wire/outcome.ts';
import type { Header } from '../../../simulator/wire/request.ts';
import { accepted, answer, attemptEnded, started } from './entries.ts';

/** What a journal keeps of an outcome. */
async function keptOf(outcome: Outcome): Promise<Outcome | undefined> {
  const journal = memoryJournal();
  await journal.append([accepted('a'), started('a'), attemptEnded('a', 1, outcome)]);
  const [delivery] = [...journal.deliveries()];
  return delivery?.attempts[0]?.outcome;
}

const bodyBytes = 16 * 1024;
const headBytes = 16 * 1024;
const textLength = 1024;
const cut = '… (cut)';

/** Fills the head to this many characters, one of them this name. */
const filling = (length: number): Header[] => [['A', 'v'.repeat(length - 1)]];

test.each<[string, Outcome, Outcome]>([
  [
    'a body that just fits',
    { ...answer, body: Buffer.alloc(bodyBytes, 'x') },
    { ...answer, body: Buffer.alloc(bodyBytes, 'x') },
  ],
  [
    'a body that is one byte longer',
    { ...answer, body: Buffer.alloc(bodyBytes + 1, 'x') },
    { ...answer, body: Buffer.alloc(bodyBytes, 'x'), bodyComplete: false },
  ],
  ['a short incomplete body', { ...answer, bodyComplete: false }, { ...answer, bodyComplete: false }],
  [
    'a head that just fits',
    { ...answer, headers: filling(headBytes) },
    { ...answer, headers: filling(headBytes) },
  ],
  [
    'a head that is one character longer',
    { ...answer, headers: [...filling(headBytes - 3), ['B', 'ccc']] },
    { ...answer, headers: [...filling(headBytes - 3), ['B', cut]] },
  ],
  [
    'a status text that just fits',
    { ...answer, reason: 'r'.repeat(textLength) },
    { ...answer, reason: 'r'.repeat(textLength) },
  ],
  [
    'a status text that is one character longer',
    { ...answer, reason: 'r'.repeat(textLength + 1) },
    { ...answer, reason: `${'r'.repeat(textLength)}${cut}` },
  ],
  [
    'a long error message',
    { kind: 'connection-failed', phase: 'connect', code: 'E', message: 'm'.repeat(textLength + 1) },
    { kind: 'connection-failed', phase: 'connect', code: 'E', message: `${'m'.repeat(textLength)}${cut}` },
  ],
  ['a deadline', { kind: 'timeout', phase: 'head' }, { kind: 'timeout', phase: 'head' }],
])('a journal keeps the expected part of %s', async (_what, outcome, kept) => {
  expect(await keptOf(outcome)).toEqual(kept);
});

test('a journal holds only as much of a long body in memory as it keeps', async () => {
  const body = Buffer.alloc(100 * bodyBytes);
  const kept = await keptOf({ ...answer, body });
  // Node may take a copy from a pool, of 64 KiB since Node 24.
  expect(kept?.kind === 'response' && kept.body.buffer.byteLength).toBeLessThan(body.length / 2);
});
