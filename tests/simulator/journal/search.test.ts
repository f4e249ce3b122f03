import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openJournal } from '../../../simulator/journal/file.ts';
import type { DeliverySearch, DeliveryState, JournalEntry } from '../../../simulator/journal/journal.ts';
import { defaultProfile } from '../../../simulator/profile.ts';

const folder = mkdtempSync(join(tmpdir(), 'hookswitch-search-'));

const word = fc.constantFrom('a', 'B', 'ab', 'A\0b', 'é', '%', '_', '');
const sent = fc.record({
  webhookId: fc.constantFrom('one', 'two'),
  url: fc.constantFrom('http://localhost/A', 'http://localhost/b'),
  event: fc.constantFrom('test', 'did_change'),
  message: fc.array(word, { maxLength: 4 }).map((words) => words.join('')),
  signature: fc.constantFrom('aB+/', 'XYZ='),
  state: fc.constantFrom<DeliveryState>('pending', 'acknowledged', 'exhausted'),
});
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const asked = fc.record({
  first: fc.integer({ min: 1, max: 12 }),
  last: fc.integer({ min: 0, max: 14 }),
  limit: fc.integer({ min: 1, max: 12 }),
  state: optional(fc.constantFrom<DeliveryState>('pending', 'acknowledged', 'exhausted')),
  webhookId: optional(fc.constantFrom('one', 'two', 'none')),
  event: optional(fc.constantFrom('test', 'did_change', 'none')),
  text: optional(fc.constantFrom('a', 'AB', 'localhost/a', 'b+', '%', 'é', 'none')),
});

const lower = (text: string) => text.toLowerCase();

describe('a journal search', () => {
  it('returns the matches, newest first, with their numbers', async () => {
    let file = 0;
    const journals = fc.array(sent, { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        journals,
        fc.array(asked, { minLength: 1, maxLength: 8 }),
        async (deliveries, searches) => {
          file += 1;
          const journal = await openJournal(join(folder, `${file}.jsonl`));
          await journal.append(deliveries.flatMap(entriesOf));
          expect(journal.lastSeq).toBe(deliveries.length);
          for (const search of searches) {
            const found = journal.search(search).map(({ seq, id }) => [seq, id]);
            expect(found).toEqual(wanted(deliveries, search));
          }
          await journal.close();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps the latest ended deliveries, every pending one and the last, also after reopening', async () => {
    let file = 0;
    const journals = fc.array(sent, { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(journals, fc.integer({ min: 1, max: 8 }), async (deliveries, keepEnded) => {
        file += 1;
        const path = join(folder, `kept-${file}.jsonl`);
        const first = await openJournal(path, { keepEnded });
        await first.append(deliveries.flatMap(entriesOf));
        await first.close();
        const all = deliveries.map(({ state }, at) => ({ seq: at + 1, state }));
        const ended = all.filter(({ state }) => state !== 'pending').slice(-keepEnded);
        const kept = all
          .filter((one) => one.state === 'pending' || ended.includes(one))
          .map(({ seq }) => seq);
        const journal = await openJournal(path, { keepEnded });
        expect(journal.search({ first: 1, last: 99, limit: 99 }).map(({ seq }) => seq)).toEqual(
          kept.toReversed(),
        );
        expect([journal.firstSeq, journal.lastSeq]).toEqual([kept[0], all.length]);
        await journal.close();
      }),
      { numRuns: 25 },
    );
  });

  it('writes its file anew when most of it is out of date, and continues the numbers', async () => {
    const path = join(folder, 'anew.jsonl');
    const journal = await openJournal(path, { keepEnded: 2 });
    const message = 'x'.repeat(100_000);
    const one = { webhookId: 'one', url: 'http://localhost/b', event: 'test', signature: 'XYZ=' } as const;
    for (let n = 0; n < 400; n += 1)
      await journal.append(entriesOf({ ...one, message, state: 'acknowledged' }, n));
    await journal.close();
    expect(statSync(path).size).toBeLessThan(18 * 1024 ** 2);
    const again = await openJournal(path, { keepEnded: 2 });
    expect(again.search({ first: 1, last: 999, limit: 99 }).map(({ seq }) => seq)).toEqual([400, 399]);
    await again.append(entriesOf({ ...one, message, state: 'pending' }, 400));
    expect(again.lastSeq).toBe(401);
    await again.close();
  });

  it('continues numbering after reopening', async () => {
    const path = join(folder, 'again.jsonl');
    const one = {
      webhookId: 'one',
      url: 'http://localhost/b',
      event: 'test',
      message: '',
      signature: 'XYZ=',
    } as const;
    const first = await openJournal(path);
    await first.append(entriesOf({ ...one, state: 'acknowledged' }, 0));
    await first.close();
    const second = await openJournal(path);
    const written = second.append(entriesOf({ ...one, state: 'pending' }, 1));
    expect(second.lastSeq).toBe(2);
    await written;
    expect(second.search({ first: 1, last: 9, limit: 9 }).map(({ seq }) => seq)).toEqual([2, 1]);
    await second.close();
  });
});

type Sent = typeof sent extends fc.Arbitrary<infer T> ? T : never;

function wanted(deliveries: readonly Sent[], search: DeliverySearch) {
  const { first, last, limit, state, webhookId, event, text } = search;
  return deliveries
    .map((delivery, at) => ({ ...delivery, seq: at + 1, id: `d${at}` }))
    .filter(({ seq }) => seq >= first && seq <= last)
    .filter((delivery) => state === undefined || delivery.state === state)
    .filter((delivery) => webhookId === undefined || delivery.webhookId === webhookId)
    .filter((delivery) => event === undefined || delivery.event === event)
    .filter(
      ({ message, url, signature }) =>
        text === undefined || [message, url, signature].some((place) => lower(place).includes(lower(text))),
    )
    .reverse()
    .slice(0, limit)
    .map(({ seq, id }) => [seq, id]);
}

function entriesOf({ webhookId, url, event, message, signature, state }: Sent, at: number): JournalEntry[] {
  const id = `d${at}`;
  const delivery = {
    id,
    acceptedAt: new Date(1_773_110_920_000 + at),
    webhook: { id: webhookId, url, method: 'POST' as const },
    event,
    message: Buffer.from(message),
    signature,
    settings: { timeoutSeconds: 5, retryCount: 3 },
    profile: defaultProfile,
  };
  const accepted: JournalEntry = { kind: 'accepted', delivery };
  const begun: JournalEntry[] = [accepted, { kind: 'attempt-started', id, n: 1, at: new Date(0) }];
  return state === 'pending' ? begun : [...begun, { kind: 'ended', id, state, at: new Date(0) }];
}
