import { expect, it } from 'vitest';
import { apply } from '../../../fixtures/receivers/apply.ts';
import { withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import { readReports } from '../../../fixtures/receivers/reports.ts';
import { checkFixture } from '../../runner/check-fixture.ts';

const rule = 'message/applies-every-item';

it('does not blame the array if a report of the same time has no effect alone either', async () => {
  // It is as if other rules had sent newer reports meanwhile.
  let newest = 0;
  const hasNewestFromElsewhere = withParts({
    readReports(message) {
      const reports = readReports(message);
      const times = reports.map(({ updateTime }) => updateTime);
      const isMixed = new Set(times).size > 1;
      if (isMixed) newest = Math.min(...times) + 5;
      return reports.filter((report) => {
        const isAlone = reports.length === 1 && report.kind === 'did' && report.dids?.length === 1;
        return !(isMixed || isAlone) || report.updateTime >= newest;
      });
    },
  });
  const { results } = await checkFixture(hasNewestFromElsewhere, { rules: [rule], settleMs: 500 });
  expect(results).toMatchObject([{ verdict: 'inconclusive', reasonCode: 'no-effect-shown' }]);
});

it('says that a report is compared with reports about other PBXs', async () => {
  // As if another rule had sent a report of half a minute ago. Fences, which have one DID, still have an effect.
  const comparesAll = withParts(() => {
    let newest = 0;
    return {
      apply: (store, report) => {
        const ageSeconds = Date.now() / 1000 - report.updateTime;
        if (report.kind === 'did' && report.dids?.length === 2 && ageSeconds > 30) return;
        if (ageSeconds < 10 && report.updateTime < newest) return;
        newest = Math.max(newest, report.updateTime);
        apply(store, report);
      },
    };
  });
  const { results } = await checkFixture(comparesAll, { rules: [rule], settleMs: 500 });
  expect(results[0]?.finding).toMatchObject({
    actual: expect.stringMatching(/the next one, about another PBX and one second older, had none$/),
    fix: expect.stringMatching(/^Keep one updateTime for each PBX/),
  });
});

it('says that only the usual capacity has no effect, as if another PBX had it before', async () => {
  const knowsUsual = withParts({
    apply: (store, report) => {
      if (report.kind === 'did' || report.capacity.extensions === '7192') apply(store, report);
    },
  });
  const { results } = await checkFixture(knowsUsual, { rules: [rule], settleMs: 500 });
  expect(results[0]?.finding?.actual).toMatch(
    /, though one with other values and a newer updateTime had one$/,
  );
  expect(results[0]?.finding?.fix).toMatch(/^Include the sn in what identifies a duplicate/);
});
