import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../bench/support/fuzz/families.ts';
import { maxTimes, timesOrdinary } from '../../../bench/support/fuzz/fuzz-listener.ts';
import {
  type FuzzTarget,
  startInboxTarget,
  startListenTarget,
} from '../../../bench/support/fuzz/fuzz-target.ts';
import { hostileRequests } from '../../../bench/support/fuzz/hostile-requests.ts';
import type { FuzzCase } from '../../../bench/support/fuzz/mutate.ts';

const kibibyte = 1024;

describe.each([
  ['listen', startListenTarget],
  ["the console's inbox", startInboxTarget],
])('a request to %s', (_name, start) => {
  let target: FuzzTarget;
  beforeAll(async () => {
    target = await start(() => {});
  });
  afterAll(() => target.stop());

  // The first size is the maximum for a head, the second one is that of a large body.
  describe.each([60, 1024])('of %i KiB', (size) => {
    it.each(Object.entries(hostileRequests))(
      'costs time in proportion to its size: %s',
      async (family, make) => {
        const bytes = Buffer.from(textOf(make, size * kibibyte), 'latin1');
        const one: FuzzCase = { seed: 0, family, bytes, pieceBytes: bytes.length, ending: 'end' };
        expect(await timesOrdinary(target, one)).toBeLessThan(maxTimes);
      },
    );
  });
});
