import { expect, it } from 'vitest';
import { apply, knownTime } from '../../../fixtures/receivers/apply.ts';
import { withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import { brokenReceiver } from '../../../fixtures/receivers/index.ts';
import type { CreateReceiver } from '../../../fixtures/receivers/receiver.ts';
import { checkFixture } from '../../runner/check-fixture.ts';

const comparesTimesAsText = brokenReceiver('compares-times-as-text');
const oneClockForKnownDids = brokenReceiver('one-clock-for-known-dids');

const monthSeconds = 30 * 24 * 3600;

async function findingOf(create: CreateReceiver) {
  const report = await checkFixture(create, { rules: ['retry/keeps-distinct-messages'] });
  return report.results[0]?.finding;
}

it('blames the time of a report if another one with this time is lost too', async () => {
  const finding = await findingOf(comparesTimesAsText.create);
  expect(finding?.fix).toMatch(/^Compare updateTime as a number of seconds\. Times as text are not in order/);
});

it.concurrent('finds milliseconds that overflow a 32-bit integer', async () => {
  const milliseconds = ({ updateTime }: { updateTime: number }) => (updateTime * 1000) | 0;
  const overflows = withParts({
    apply: (store, report) => {
      const pbx = store.open(report.sn);
      const known = { updateTime: knownTime(pbx, report) };
      if (known.updateTime < 0 || milliseconds(report) >= milliseconds(known)) apply(store, report);
    },
  });
  const finding = await findingOf(overflows);
  expect(finding?.expected).toMatch(/^the effect of a DID change of .* UTC, after one of .* UTC$/);
  expect(finding?.fix).toContain('If you convert it to milliseconds, use a 64-bit integer.');
});

it.concurrent('names a clock that both kinds of report share', async () => {
  const finding = await findingOf(oneClockForKnownDids.create);
  expect(finding?.expected).toBe(
    'the effect of a DID change that is older than the capacity of its PBX, and newer than its DIDs',
  );
  expect(finding?.fix).toMatch(/^Keep one updateTime for the DIDs .* one clock for both kinds\.$/);
});

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
  const finding = await findingOf(losesEverySecond);
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
