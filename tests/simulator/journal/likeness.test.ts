import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openJournal } from '../../../simulator/journal/file.ts';
import type {
  AcceptedDelivery,
  DeliveryState,
  Journal,
  JournalEntry,
  JournalQuery,
} from '../../../simulator/journal/journal.ts';
import { memoryJournal } from '../../../simulator/journal/memory.ts';
import { defaultProfile } from '../../../simulator/profile.ts';
import type { Outcome, Phase } from '../../../simulator/wire/outcome.ts';
import type { Header } from '../../../simulator/wire/request.ts';

const folder = mkdtempSync(join(tmpdir(), 'hookswitch-journal-'));

const text = fc.string({ unit: 'binary', maxLength: 12 });
const bytes = fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array));
/** May be longer than what is kept. */
const answerBody = fc.oneof(
  bytes,
  fc.nat(40_000).map((length) => Buffer.alloc(length, 'x')),
);
const headers: fc.Arbitrary<Header[]> = fc.array(fc.tuple(text, text), { maxLength: 3 });
const date = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') });
const phase = fc.constantFrom<Phase>('connect', 'send', 'head', 'body');
const status = fc.integer({ min: 100, max: 999 });

const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.record({
    kind: fc.constant('response' as const),
    status,
    reason: text,
    headers,
    body: answerBody,
    bodyComplete: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('timeout' as const), phase }),
  fc.record({ kind: fc.constant('timeout' as const), phase, status }),
  fc.record({ kind: fc.constant('connection-failed' as const), phase, code: text, message: text }),
  fc.record({ kind: fc.constant('aborted' as const), at: text }),
);

const accepted: fc.Arbitrary<Omit<AcceptedDelivery, 'id'>> = fc.record({
  acceptedAt: date,
  webhook: fc.record({ id: text, url: text, method: fc.constantFrom('GET', 'POST') }),
  event: text,
  message: bytes,
  signature: text,
  settings: fc.record({
    timeoutSeconds: fc.constantFrom(3, 10, 0.5),
    retryCount: fc.integer({ min: 0, max: 5 }),
  }),
  profile: fc
    .record({ retryDelayMs: fc.nat(60_000), spacing: fc.constantFrom('compact', 'spaced') })
    .map((choices) => ({ ...defaultProfile, ...choices })),
  fault: fc.option(fc.constantFrom('slow-body', 'lost-ack'), { nil: undefined }),
});

const kinds = ['accepted', 'attempt-started', 'attempt-ended', 'ended'] as const;

/** One of a few deliveries takes a step: usually a possible one, occasionally an invalid one. */
const step = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd'),
  pick: fc.nat(100),
  isOutOfTurn: fc.nat(9).map((n) => n === 9),
  accepted,
  outcome,
  /** None: the message. */
  body: fc.option(bytes, { nil: undefined }),
  target: text,
  headers,
  elapsedMs: fc.double({ min: 0, max: 1e9, noNaN: true }),
  state: fc.constantFrom('acknowledged' as const, 'exhausted' as const),
  at: date,
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** The appends of one turn, each with entries that are kept together; `reopen`: the file is closed and reopened. */
const turn = fc.oneof(
  { weight: 9, arbitrary: fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant('reopen' as const) },
);

type Progress = { readonly message: Uint8Array; readonly attempts: number; readonly isUnderWay: boolean };

function possible(progress: Progress | undefined): readonly JournalEntry['kind'][] {
  if (!progress) return ['accepted'];
  if (!progress.isUnderWay) return ['attempt-started', 'attempt-started', 'ended'];
  // The others are the results of a crash.
  return ['attempt-ended', 'attempt-ended', 'attempt-ended', 'attempt-started', 'ended'];
}

function entryMaker(): (step: Step) => JournalEntry {
  const pending = new Map<string, Progress>();
  return ({ id, pick, isOutOfTurn, ...generated }) => {
    const progress = pending.get(id);
    const choices = isOutOfTurn ? kinds : possible(progress);
    const kind = choices[pick % choices.length] ?? 'ended';
    const { message = Buffer.alloc(0), attempts = 0 } = progress ?? {};
    const { at, outcome, target, headers, elapsedMs, state } = generated;
    switch (kind) {
      case 'accepted':
        pending.set(id, { message: generated.accepted.message, attempts: 0, isUnderWay: false });
        return { kind, delivery: { ...generated.accepted, id } };
      case 'attempt-started':
        if (progress) pending.set(id, { message, attempts: attempts + 1, isUnderWay: true });
        return { kind, id, n: attempts + 1, at };
      case 'attempt-ended': {
        if (progress) pending.set(id, { ...progress, isUnderWay: false });
        const request = { method: 'POST', target, headers, body: generated.body ?? message };
        return { kind, id, n: attempts, request, outcome, elapsedMs };
      }
      case 'ended':
        pending.delete(id);
        return { kind, id, state, at };
    }
  };
}

const states: readonly (DeliveryState | undefined)[] = [undefined, 'pending', 'acknowledged', 'exhausted'];
const queries: readonly JournalQuery[] = states.flatMap((state) =>
  [false, true].flatMap((newestFirst) =>
    [undefined, 0, 1, 3].map((limit) => ({
      newestFirst,
      ...(state === undefined ? {} : { state }),
      ...(limit === undefined ? {} : { limit }),
    })),
  ),
);

async function appended(journal: Journal, appends: readonly JournalEntry[][]): Promise<string[]> {
  const results = await Promise.allSettled(appends.map((entries) => journal.append(entries)));
  return results.map((result) => (result.status === 'fulfilled' ? 'kept' : String(result.reason)));
}

/** Appends the same entries to both; returns the result of each append, `kept` or the error. */
async function append(memory: Journal, file: Journal, appends: readonly JournalEntry[][]): Promise<string[]> {
  const results = await appended(memory, appends);
  expect(await appended(file, appends)).toEqual(results);
  expect([...file.deliveries()]).toEqual([...memory.deliveries()]);
  return results;
}

describe('the two journals', () => {
  it('show the same for any deliveries, in memory and in a file, even after reopening', async () => {
    let files = 0;
    const seen: string[] = [];
    const property = fc.asyncProperty(fc.array(turn, { maxLength: 20, size: 'max' }), async (turns) => {
      files += 1;
      const path = join(folder, `${files}.jsonl`);
      const memory = memoryJournal();
      const entryOf = entryMaker();
      let file = await openJournal(path);
      for (const one of [...turns, 'reopen' as const]) {
        if (one === 'reopen') {
          await file.close();
          file = await openJournal(path);
        } else {
          seen.push(
            ...(await append(
              memory,
              file,
              one.map((steps) => steps.map(entryOf)),
            )),
          );
        }
      }
      for (const query of queries) expect([...file.deliveries(query)]).toEqual([...memory.deliveries(query)]);
      await file.close();
    });
    await fc.assert(property, { numRuns: 40 });
    // Otherwise nothing was tested.
    expect(seen.filter((result) => result === 'kept').length).toBeGreaterThan(200);
    expect(seen.filter((result) => result !== 'kept').length).toBeGreaterThan(20);
  });
});
