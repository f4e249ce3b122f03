import { expect, it } from 'vitest';
import { apply, digest } from '../../../fixtures/receivers/apply.ts';
import { withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import { stateOf } from '../../../fixtures/receivers/store.ts';
import { headlineOf } from '../../../reports/diagnosis.ts';
import type { Report } from '../../../schemas/index.ts';
import { checkFixture } from '../../runner/check-fixture.ts';

/** The mistake hits every message with the key of another one, so which rules fail depends on time. */
const knowsBy = (keyOf: (report: Parameters<typeof apply>[1]) => string) =>
  withParts(() => {
    const seen = new Set<string>();
    return {
      apply: (store, report) => {
        const key = keyOf(report);
        if (seen.has(key)) return;
        seen.add(key);
        apply(store, report);
      },
    };
  });

const knowsByEventAndTime = knowsBy(
  (report) => `${report.kind === 'did' ? report.event : 'capacity'} ${report.updateTime}`,
);
const knowsByTimeAndContent = knowsBy((report) => digest({ ...report, sn: '' }));

it('names a receiver that takes the reports of two PBXs in one second for duplicates', async () => {
  const rules = ['message/applies-every-item', 'message/keeps-pbxs-apart'];
  const report = await checkFixture(knowsByEventAndTime, { rules });
  const found = report.results.find(({ id }) => id === 'message/keeps-pbxs-apart');
  // Reports of another rule may have the same time as one of its first two, which then proves nothing.
  expect(found?.finding?.expected).toMatch(
    /^the effect of both reports about two PBXs with the same updateTime/,
  );
  expect(found?.flaky).toBeUndefined();
  expect(headlineOf(report)?.about).toBe('message/keeps-pbxs-apart');
});

it('names a receiver that takes equal capacities of two PBXs in one second for duplicates', async () => {
  const rules = ['message/applies-every-item', 'message/keeps-pbxs-apart'];
  const report = await checkFixture(knowsByTimeAndContent, { rules });
  const apart = report.results.find(({ id }) => id === 'message/keeps-pbxs-apart')?.finding;
  expect(apart?.expected).toBe(
    'the effect of both reports about two PBXs with the same updateTime and capacity',
  );
  expect(apart?.fix).toMatch(/^Include the sn in what identifies a duplicate/);
  expect(headlineOf(report)?.about).toBe('message/keeps-pbxs-apart');
});

it('fails a receiver that cuts the last of the 16 characters of a serial number', async () => {
  const cutting = withParts({
    apply: (store, report) => apply(store, { ...report, sn: report.sn.slice(0, 15) }),
    show: (store, sn) => stateOf(store, sn.slice(0, 15)),
  });
  const { results } = await checkFixture(cutting, { rules: ['message/keeps-pbxs-apart'] });
  const expected = 'a separate state for each PBX';
  expect(results).toMatchObject([{ verdict: 'fail', finding: { expected } }]);
});

it('names a receiver that keeps one updateTime for all PBXs, though other rules send newer reports, and at once again', async () => {
  const newest = { did: 0, capacity: 0 };
  const oneClock = withParts({
    apply: (store, report) => {
      if (report.updateTime < newest[report.kind]) return;
      newest[report.kind] = report.updateTime;
      apply(store, report);
    },
  });
  const rules = ['message/applies-every-item', 'message/keeps-pbxs-apart'];
  const named = (report: Report) => {
    const apart = report.results.find(({ id }) => id === 'message/keeps-pbxs-apart');
    return [headlineOf(report)?.about, apart?.finding?.expected ?? apart?.reason];
  };
  const wanted = ['one-clock-for-all-pbxs', 'the effect of an older report about another PBX'];
  // The clock of the first check is still ahead of the reports of the second.
  for (const _again of [false, true]) {
    const report = await checkFixture(oneClock, { rules, settleMs: 1000 });
    expect(named(report)).toEqual(wanted);
  }
});
