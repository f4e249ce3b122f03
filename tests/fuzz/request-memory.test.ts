import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../bench/support/fuzz/families.ts';
import {
  type FuzzTarget,
  sendCase,
  startInboxTarget,
  startListenTarget,
} from '../../bench/support/fuzz/fuzz-target.ts';
import { ordinaryRequest } from '../../bench/support/fuzz/hostile-requests.ts';
import type { FuzzCase } from '../../bench/support/fuzz/mutate.ts';
import { heldWithBuffers, mebibyte } from '../../bench/support/held-memory.ts';

const requests = 60;
/** Together, the bodies are three times as large as what may stay in memory. */
const bodyBytes = mebibyte / 4;
const maxHeldMebibytes = 5;

describe.each([
  ['listen', startListenTarget],
  ["the console's inbox", startInboxTarget],
])('%s', (_name, start) => {
  let target: FuzzTarget;
  beforeAll(async () => {
    target = await start(() => {});
  });
  afterAll(() => target.stop());

  const send = async (ending: FuzzCase['ending'], length: number) => {
    const bytes = Buffer.from(textOf(ordinaryRequest, bodyBytes), 'latin1').subarray(0, length);
    await sendCase(target, { seed: 0, family: 'ordinary', bytes, pieceBytes: bytes.length, ending });
  };

  it.each([
    ['large requests', 'end', Number.POSITIVE_INFINITY],
    ['half of large requests', 'end', bodyBytes / 2],
    ['large requests from senders that left', 'reset', bodyBytes],
  ] as const)('retains nothing of %s', async (_title, ending, length) => {
    await send(ending, length);
    const before = await heldWithBuffers();
    for (let n = 0; n < requests; n += 1) await send(ending, length);
    expect((await heldWithBuffers()) - before).toBeLessThan(maxHeldMebibytes);
  });
});
