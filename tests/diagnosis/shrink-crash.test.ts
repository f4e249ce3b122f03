import { expect, it } from 'vitest';
import { stateOfRun } from '../../bench/support/state-of-run.ts';
import { shrinkCrash } from '../../diagnosis/shrink-crash.ts';
import { sampleMessage } from '../../simulator/index.ts';
import { guardAnswering } from '../runner/run-parts.ts';
import { answer, sentWith } from '../runner/sent.ts';

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
