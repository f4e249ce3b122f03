import { describe, expect, it } from 'vitest';
import { fuzzListener } from '../../bench/support/fuzz/fuzz-listener.ts';
import type { Wrong } from '../../bench/support/fuzz/fuzz-options.ts';
import { fuzzSender } from '../../bench/support/fuzz/fuzz-sender.ts';
import { howMany } from '../support/how-many.ts';

const cases = howMany(100, 300);
const firstSeed = 1;

// `npm run bench -- fuzz` does the same at least 20,000 times.
describe('hostile bytes', () => {
  it('as responses keep no attempt past its deadline, and reveal no secret', async () => {
    const wrongs: Wrong[] = [];
    const { outcomes } = await fuzzSender({ cases, firstSeed, onWrong: (wrong) => wrongs.push(wrong) });
    expect(wrongs).toEqual([]);
    expect(Object.keys(outcomes).sort()).toEqual(['connection-failed', 'response', 'timeout']);
  });

  it('as requests block no listener, and reveal no secret', async () => {
    const wrongs: Wrong[] = [];
    const { outputs } = await fuzzListener({ cases, firstSeed, onWrong: (wrong) => wrongs.push(wrong) });
    expect(wrongs).toEqual([]);
    expect(outputs).toBeGreaterThan(cases / 2);
  });
});
