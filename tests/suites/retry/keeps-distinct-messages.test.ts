import { expect, it } from 'vitest';
import { apply } from '../../../fixtures/receivers/apply.ts';
import { withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import { checkFixture } from '../../runner/check-fixture.ts';

const monthSeconds = 30 * 24 * 3600;

// A part of the rule that was measured late is repeated, and then this receiver applies what it lost before.
it('does not blame the time of a report if another one with this time is applied', {
  retry: 3,
}, async () => {
  const losesEverySecond = withParts(() => {
    const seen = new Map<number, number>();
    return {
      apply: (store, report) => {
        const isOld = report.updateTime < Date.now() / 1000 - monthSeconds;
        const nth = (seen.get(report.updateTime) ?? 0) + 1;
        if (isOld && store.get(report.sn)) seen.set(report.updateTime, nth);
        if (!isOld || !store.get(report.sn) || nth % 2 === 0) apply(store, report);
      },
    };
  });
  const { results } = await checkFixture(losesEverySecond, { rules: ['retry/keeps-distinct-messages'] });
  const finding = results[0]?.finding;
  expect(finding?.expected).toMatch(/^the effect of a DID change of .* UTC, after one of .* UTC$/);
  expect(finding?.fix).toMatch(/^Include updateTime and the kind of report in what identifies a duplicate/);
});

it('is inconclusive if the observer shows only the latest report', async () => {
  const showsLatest = withParts({
    show: (store, sn) => {
      const { dids, capacity, didUpdateTime, capacityUpdateTime } = store.get(sn) ?? {};
      return Number(didUpdateTime) > Number(capacityUpdateTime) ? { dids } : { capacity };
    },
  });
  const { results } = await checkFixture(showsLatest, { rules: ['retry/keeps-distinct-messages'] });
  expect(results[0]).toMatchObject({
    verdict: 'inconclusive',
    reason: expect.stringContaining('after a newer capacity report'),
  });
});
