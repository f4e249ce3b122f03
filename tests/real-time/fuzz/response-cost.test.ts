import { beforeAll, describe, expect, it } from 'vitest';
import { cpuCostMs } from '../../../bench/support/fuzz/cpu-cost.ts';
import { textOf } from '../../../bench/support/fuzz/families.ts';
import { hostileResponses, ordinaryResponse } from '../../../bench/support/fuzz/hostile-responses.ts';
import { outcomeOfBytes, outcomeText } from '../../../bench/support/fuzz/response-run.ts';

const kibibyte = 1024;
/** More than any attempt reads by itself, to reveal costs that grow faster than the size. */
const maxBodyBytes = 4 * kibibyte * kibibyte;
/** A quadratic cost is at least hundreds of times that of an ordinary response. */
const maxTimes = 60;

const costOf = (bytes: Buffer, enoughMs?: number) =>
  cpuCostMs(() => outcomeText(outcomeOfBytes(bytes, maxBodyBytes)), enoughMs);

describe.each([70, 1024])('a response of %i KiB', (size) => {
  let maxMs = 0;
  beforeAll(async () => {
    const ordinaryMs = await costOf(Buffer.from(textOf(ordinaryResponse, size * kibibyte)));
    maxMs = maxTimes * Math.max(1, ordinaryMs);
  });

  it.each(Object.entries(hostileResponses))(
    'costs time in proportion to its size: %s',
    async (_name, family) => {
      const bytes = Buffer.from(textOf(family, size * kibibyte), 'latin1');
      expect(await costOf(bytes, maxMs)).toBeLessThan(maxMs);
    },
  );
});
