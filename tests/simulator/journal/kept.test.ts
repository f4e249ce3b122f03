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

/** Fills the head to so many characters, of which this name takes one. */
const filling = (length: number): Header[] => [['A', 'v'.repeat(length - 1)]];

test.each<[string, Outcome, Outcome]>([
  [
    'a body that has just room',
    { ...answer, body: Buffer.alloc(bodyBytes, 'x') },
    { ...answer, body: Buffer.alloc(bodyBytes, 'x') },
  ],
  [
    'a body of one byte more',
    { ...answer, body: Buffer.alloc(bodyBytes + 1, 'x') },
    { ...answer, body: Buffer.alloc(bodyBytes, 'x'), bodyComplete: false },
  ],
  [
    'a short body that did not come whole',
    { ...answer, bodyComplete: false },
    { ...answer, bodyComplete: false },
  ],
  [
    'a head that has just room',
    { ...answer, headers: filling(headBytes) },
    { ...answer, headers: filling(headBytes) },
  ],
  [
    'a head of one character more',
    { ...answer, headers: [...filling(headBytes - 3), ['B', 'ccc']] },
    { ...answer, headers: [...filling(headBytes - 3), ['B', cut]] },
  ],
  [
    'a status text that has just room',
    { ...answer, reason: 'r'.repeat(textLength) },
    { ...answer, reason: 'r'.repeat(textLength) },
  ],
  [
    'a status text of one character more',
    { ...answer, reason: 'r'.repeat(textLength + 1) },
    { ...answer, reason: `${'r'.repeat(textLength)}${cut}` },
  ],
  [
    'a long sentence of what went wrong',
    { kind: 'connection-failed', phase: 'connect', code: 'E', message: 'm'.repeat(textLength + 1) },
    { kind: 'connection-failed', phase: 'connect', code: 'E', message: `${'m'.repeat(textLength)}${cut}` },
  ],
  ['a deadline', { kind: 'timeout', phase: 'head' }, { kind: 'timeout', phase: 'head' }],
])('a journal keeps of %s', async (_what, outcome, kept) => {
  expect(await keptOf(outcome)).toEqual(kept);
});

test('a journal holds no more of a long body in memory than it keeps', async () => {
  const kept = await keptOf({ ...answer, body: Buffer.alloc(10 * bodyBytes) });
  expect(kept?.kind === 'response' && kept.body.buffer.byteLength).toBeLessThan(2 * bodyBytes);
});
