import { describe, expect, it } from 'vitest';
import type { BrokenReceiver } from '../../../../fixtures/receivers/broken-receiver.ts';
import { brokenReceiver } from '../../../../fixtures/receivers/index.ts';
import { createReference } from '../../../../fixtures/receivers/reference.ts';
import { checkFixture, idsOf, reasonsOf } from '../../../runner/check-fixture.ts';

const comparesByteByByte = brokenReceiver('compares-byte-by-byte');
const looksTwice = brokenReceiver('looks-twice-at-what-begins-well');
const noCheck = brokenReceiver('no-check');

const rule = 'signature/hides-timing';
const thorough = { rules: [rule], thorough: true, time: 'real' } as const;

describe(rule, () => {
  it.each<[string, BrokenReceiver]>([
    [comparesByteByByte.title, comparesByteByByte],
    [looksTwice.title, looksTwice],
  ])('fails for a receiver that %s', async (_title, { create }) => {
    const report = await checkFixture(create, thorough);
    expect(idsOf(report, 'fail'), reasonsOf(report)).toEqual([rule]);
    expect(report.results[0]?.finding?.actual).toMatch(/longer when the last byte is wrong/);
  });

  // On a busy machine it is inconclusive, which is correct too.
  it('does not fail for the reference receiver, and states its certainty', async () => {
    const report = await checkFixture(createReference, thorough);
    expect(idsOf(report, 'fail'), reasonsOf(report)).toEqual([]);
    expect(report.results[0]?.evidence.notes?.[0]).toContain('error rate of 0.001');
  });

  it('is inconclusive for a receiver that rejects nothing', async () => {
    const report = await checkFixture(noCheck.create, thorough);
    expect(reasonsOf(report)).toMatch(/^inconclusive .* was not rejected with a plain 4xx/);
  });

  it('is skipped without thorough, and says so', async () => {
    const report = await checkFixture(createReference, { rules: [rule], time: 'real' });
    expect(report.results[0]).toMatchObject({
      verdict: 'skipped',
      reason: expect.stringMatching(/add --thorough$/),
    });
  });
});
