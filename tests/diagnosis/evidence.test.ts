import { expect, it } from 'vitest';
import { questions } from '../../diagnosis/experiments.ts';
import { messageInWords } from '../../diagnosis/message-in-words.ts';
import { shrinkCrash } from '../../diagnosis/shrink-crash.ts';
import { smallerMessages } from '../../diagnosis/smaller-message.ts';
import type { Json } from '../../observation/json.ts';
import { printedLines } from '../../runner/evidence/printed-lines.ts';
import { schemas } from '../../schemas/index.ts';
import { sampleMessage } from '../../simulator/index.ts';
import { guardAnswering } from '../runner/run-parts.ts';
import { answer, sentWith } from '../runner/sent.ts';
import { stateOfRun } from '../runner/state-of-run.ts';

it('every cause is proven by exactly one experiment of the page', () => {
  const named = questions.flatMap(({ experiments }) => experiments.flatMap(({ causes }) => causes));
  const { Diagnosis } = schemas.report.$defs as Record<string, { properties: { cause: { enum: string[] } } }>;
  expect([...named].sort()).toEqual([...(Diagnosis?.properties.cause.enum ?? [])].sort());
});

it('shows a message whole, or its first item and how many follow, or how it begins', () => {
  expect(messageInWords([{ sn: 'A' }])).toBe('[{"sn":"A"}]');
  expect(messageInWords(Buffer.from('{"a'))).toBe('{"a');
  const items = Array.from({ length: 90 }, (_, n) => ({ sn: `PBX-${n + 10}` }));
  expect(messageInWords(items)).toBe('{"sn":"PBX-10"} and 89 more items, 1,441 bytes in all');
  expect(messageInWords([{ name: 'x'.repeat(999) }])).toMatch(/^\[\{"name":"x{80,}… \(1,012 bytes in all\)$/);
});

it('shows the last eight lines that say something', () => {
  const lines = Array.from({ length: 10 }, (_, n) => `line ${n}`);
  expect(printedLines(`${lines.join('\n\n')}\n`)).toEqual(lines.slice(2).map((line) => `  ${line}`));
});

it('leaves out the marks below code in a Python traceback', () => {
  const printed =
    '  File "app.py", line 3, in receive\n    item["sn"]\n    ~~~~^^^^^^\nTypeError: not a list\n';
  expect(printedLines(printed)).toEqual([
    '    File "app.py", line 3, in receive',
    '      item["sn"]',
    '  TypeError: not a list',
  ]);
});

it('shows at most three frames of a stack trace, so that its error is seen', () => {
  const frames = Array.from({ length: 9 }, (_, n) => `    at f${n} (app.js:1:1)`);
  expect(printedLines(['TypeError: x', ...frames].join('\n'))).toEqual(
    ['TypeError: x', ...frames.slice(0, 3)].map((line) => `  ${line}`),
  );
});

const message = sampleMessage({ event: 'did_delete', seed: 1, n: 1 });
const sent = {
  ...{ what: 'a did_delete message', message, fault: undefined },
  ...{ body: JSON.stringify(message), connectionRefused: false },
};

/** The smallest message of a receiver that exits on each of these many messages, and then no more. */
function shrunk(exits: number) {
  let left = exits;
  const endsBy = async () => left-- > 0;
  const guard = { canStart: true, startAgain: async () => true, endsBy };
  const crashes = guardAnswering(() => sentWith(answer(200)), guard);
  return shrinkCrash(stateOfRun({ crashes }), sent, new AbortController().signal);
}

it('finds no smallest message if none makes the receiver exit by itself', async () => {
  expect(await shrunk(0)).toBeUndefined();
});

it('keeps the last message that made the receiver exit', async () => {
  const found = await shrunk(1);
  expect(found?.isMinimal).toBe(true);
  expect(JSON.stringify(found?.message).length).toBeLessThan(sent.body.length);
});

const report = (sn: string, names: readonly string[]) => ({
  event: 'did_change',
  sn,
  trunkDidInfoList: names.map((trunkName) => ({ did: '12345', trunkName })),
  updateTime: 1_700_000_000,
});

/** What remains of the message while it must contain this. */
function smallestWith(message: readonly Json[], has: (text: string) => boolean) {
  let smallest = message;
  let tries = 0;
  for (let found: readonly Json[] | undefined = smallest; found; ) {
    found = undefined;
    for (const candidate of smallerMessages(smallest)) {
      tries += 1;
      if (!has(JSON.stringify(candidate))) continue;
      smallest = found = candidate;
      break;
    }
  }
  return { smallest, tries };
}

it('keeps only the parts of a message that matter', () => {
  const message = [report('A', ['Berlin', 'Paris']), report('B', ['Rome', "O'Neil", 'Oslo'])];
  const { smallest } = smallestWith(message, (text) => text.includes("'"));
  expect(smallest).toEqual([{ ...report('B', ["'"]), trunkDidInfoList: [{ did: '1', trunkName: "'" }] }]);
});

it('takes one step if no value matters', () => {
  const message = [report('A', ['Berlin', 'Paris']), report('B', ['Rome'])];
  const [plainest] = smallerMessages(message);
  expect(plainest).toEqual([{ ...report('A', ['B']), trunkDidInfoList: [{ did: '1', trunkName: 'B' }] }]);
});

it('keeps the event, the PBX and the time, and terminates', () => {
  const { smallest } = smallestWith([report('A', ['x'])], () => true);
  expect(smallest).toEqual([{ ...report('A', []), trunkDidInfoList: [] }]);
});
