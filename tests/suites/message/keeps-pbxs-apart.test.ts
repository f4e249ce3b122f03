import { expect, it } from 'vitest';
import { digest } from '../../../fixtures/receivers/apply.ts';
import { withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import { knowingBy, withClockOf } from '../../../fixtures/receivers/patches.ts';
import { headlineOf } from '../../../reports/model.ts';
import type { Report } from '../../../schemas/index.ts';
import { checkFixture } from '../../runner/check-fixture.ts';

/** Each bug affects every message with the key of another one, so which rules fail depends on time. */
const knowsByEventAndTime = withParts(
  knowingBy((report) => `${report.kind === 'did' ? report.event : 'capacity'} ${report.updateTime}`),
);
const knowsByTimeAndContent = withParts(knowingBy((report) => digest({ ...report, sn: '' })));

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

it('names a receiver that keeps one updateTime for all PBXs, though other rules send newer reports, and at once again', async () => {
  const oneClock = withParts(withClockOf(({ kind }) => kind)());
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
