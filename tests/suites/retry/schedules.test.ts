import { describe, expect, it } from 'vitest';
import { brokenReceivers } from '../../../fixtures/receivers/index.ts';
import { createReference } from '../../../fixtures/receivers/reference.ts';
import type { Surrounding } from '../../../self-test/check-receiver.ts';
import { checkFixture } from '../../runner/check-fixture.ts';

const newest = 'retry/ends-with-the-newest-of-concurrent-reports';
const once = 'retry/applies-concurrent-duplicates-once';

/** The results of these rules in simulated time. */
async function resultsOf(
  name: string,
  seed: number,
  schedules = 10,
  surroundings: readonly Surrounding[] = [],
) {
  const create = brokenReceivers.find((receiver) => receiver.name === name)?.create ?? createReference;
  const options = { rules: [once, newest], seed, schedules };
  const { results } = await checkFixture(create, options, {}, surroundings);
  return new Map(results.map((result) => [result.id, result]));
}

const races = ['overlaps-batches', 'lock-expires', 'releases-before-writing', 'forgets-while-writing'];

describe('a race that only some schedules show', () => {
  it.each(races)('of %s is found within 10 schedules with every seed', async (name) => {
    for (const seed of [1, 2, 3, 4, 5]) {
      expect((await resultsOf(name, seed)).get(newest)?.verdict, `seed ${seed}`).toBe('fail');
    }
  });

  it.each(races)('of %s is found beside a worker that looks for work every 10 ms', async (name) => {
    expect((await resultsOf(name, 1, 10, ['downstream'])).get(newest)?.verdict).toBe('fail');
  });

  it('is explained by its simplest schedule', async () => {
    const result = (await resultsOf('lock-expires', 1)).get(newest);
    expect(result?.finding?.steps).toEqual([
      '1. at 0 ms: the newest report arrives',
      '2. at 183 ms: the older report arrives, while your receiver waits for a timer of 215 ms (32 ms left)',
      '3. at 215 ms: 200 for the newest report',
      '4. at 398 ms: 200 for the older report',
    ]);
  });

  it('is not found without a schedule', async () => {
    const verdict = async (name: string) => (await resultsOf(name, 1, 1)).get(newest)?.verdict;
    expect(await verdict('overlaps-batches')).toBe('pass');
    expect(await verdict('the reference receiver')).toBe('pass');
  });
});
