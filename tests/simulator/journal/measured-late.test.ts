import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { attemptRowView } from '../../../console/server/deliveries/attempt-row.ts';
import { attemptAsData } from '../../../sending/attempt-data.ts';
import { type AttemptEnd, endLines } from '../../../sending/lines.ts';
import type { JournalEntry, Outcome } from '../../../simulator/index.ts';
import { openJournal } from '../../../simulator/journal/file.ts';
import { memoryJournal } from '../../../simulator/journal/memory.ts';
import { createRedactor } from '../../../text/secrets/redact.ts';
import { colorsFor } from '../../../text/terminal/colors.ts';
import { accepted, answer, attemptEnded, started } from './entries.ts';

const timeout: Outcome = { kind: 'timeout', phase: 'head' };
it.each([
  ['in memory', () => memoryJournal()],
  ['in a file', () => openJournal(join(mkdtempSync(join(tmpdir(), 'hookswitch-late-')), 'j.jsonl'))],
])('a journal %s records how long the sender was stalled', async (_where, open) => {
  const journal = await open();
  const ended = (n: number, outcome: Outcome, measuredLateMs?: number): JournalEntry[] => [
    started('a', n),
    attemptEnded('a', n, outcome, undefined, measuredLateMs),
  ];
  const entries = [...ended(1, timeout, 1234.5678), ...ended(2, timeout), ...ended(3, answer, 600)];
  await journal.append([accepted('a'), ...entries]);
  const [delivery] = [...journal.deliveries()];
  await journal.close();
  expect(delivery?.attempts.map(({ measuredLateMs }) => measuredLateMs)).toEqual([1234.5678, undefined, 600]);
  expect(delivery?.attempts.map(({ outcome }) => outcome?.kind)).toEqual(['timeout', 'timeout', 'response']);
  expect(
    attemptRowView(delivery?.attempts[0] ?? { n: 1, startedAt: new Date() }, createRedactor([])),
  ).toMatchObject({
    outcome: 'timeout',
    measuredLateMs: 1234.5678,
  });
});

it('a stall is shown as a sentence below the outcome for people, and as a field for programs', () => {
  const end: AttemptEnd = {
    ...{
      n: 1,
      deliveries: 1,
      isFanOut: false,
      event: 'test',
      file: undefined,
      bytes: 2,
      message: Buffer.from('{}'),
      fault: undefined,
    },
    ...{ attempt: 1, attempts: 4, outcome: timeout, elapsedMs: 5000, nextInMs: undefined },
    context: {
      ...{ url: new URL('http://x/'), method: 'POST', timeoutSeconds: 5, fault: undefined },
      isToBeRefused: false,
    },
    measuredLateMs: 1234.5678,
  };
  const redactor = createRedactor([]);
  const plain = colorsFor({}, {});
  expect(endLines(end, redactor, plain)).toEqual([
    '<-- no response after 5.00 s, no more retries after 1 attempt',
    '    measured late: Hookswitch itself was delayed by 1.23 s',
  ]);
  const source = { seed: undefined, file: undefined };
  expect(attemptAsData(end, new Date(0), source, redactor)).toMatchObject({ measuredLateMs: 1234.568 });
});
