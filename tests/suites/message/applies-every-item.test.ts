import { expect, it } from 'vitest';
import { apply } from '../../../fixtures/receivers/apply.ts';
import { withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import type { CreateReceiver } from '../../../fixtures/receivers/receiver.ts';
import { readReports } from '../../../fixtures/receivers/reports.ts';
import { checkFixture } from '../../runner/check-fixture.ts';

const rule = 'message/applies-every-item';

/** Beside other rules, which of them it fails depends on whose report is the newest, so it isn't in the kill matrix. */
const oneClockForAllPbxs = withParts(() => {
  const newest = { did: 0, capacity: 0 };
  return {
    apply: (store, report) => {
      if (report.updateTime < newest[report.kind]) return;
      newest[report.kind] = report.updateTime;
      apply(store, report);
    },
  };
});

/** The result of the rule, which must fail with this. */
async function failed(create: CreateReceiver, actual: RegExp) {
  const { results } = await checkFixture(create, { rules: [rule], settleMs: 500 });
  const [result] = results;
  expect(result).toMatchObject({ verdict: 'fail', finding: { actual: expect.stringMatching(actual) } });
  return { ...result?.finding, why: result?.why };
}

it('fails a receiver that keeps one updateTime for all PBXs', async () => {
  await failed(oneClockForAllPbxs, /./);
});

it('says that only the last report was applied, as by goroutines that share a variable', async () => {
  const lastOnly = withParts({ readReports: (message) => readReports(message).slice(-1) });
  const finding = await failed(lastOnly, /, but only the last of 5 is applied to its own PBX$/);
  expect(finding?.fix).toContain('must not share one variable');
});

it('names the unit of updateTime, not the array, if only reports with milliseconds are applied', async () => {
  const readsMilliseconds = withParts({
    readReports: (message) => readReports(message).filter(({ updateTime }) => updateTime > 1e12),
  });
  const finding = await failed(readsMilliseconds, /updateTime is in milliseconds is applied$/);
  expect(finding?.fix).toMatch(/^Multiply updateTime by 1,000 /);
  expect(finding?.why).toMatch(/^updateTime is in seconds\./);
});

it('says whose DIDs a PBX shows, if reports are mixed up', async () => {
  const lastListOfAll = withParts({
    readReports(message) {
      const reports = readReports(message);
      const last = reports.at(-1);
      return reports.map((report) =>
        report.kind === 'did' && last?.kind === 'did' ? { ...report, dids: last.dids } : report,
      );
    },
  });
  await failed(
    lastListOfAll,
    /, but only the last of 5 is applied to its own PBX: the PBX of report 1 shows the DIDs of report 5, \d+, \d+$/,
  );
});

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
  const actual = /the next one, about another PBX and one second older, had none$/;
  const finding = await failed(comparesAll, actual);
  expect(finding?.fix).toMatch(/^Keep one updateTime for each PBX/);
});

const ignoresCapacity = withParts({
  apply: (store, report) => {
    if (report.kind === 'did') apply(store, report);
  },
});

it('says that capacity reports have no effect, whether in an array or alone', async () => {
  const actual =
    /^message acknowledged, but none of them had an effect, and a message with a single capacity report had none either$/;
  const finding = await failed(ignoresCapacity, actual);
  expect(finding?.fix).toMatch(/^Apply capacity reports too\./);
});

it('says that reports are dropped because they are old', async () => {
  const droppingOld = withParts({
    apply: (store, report) => {
      if (report.updateTime > Date.now() / 1000 - 45) apply(store, report);
    },
  });
  const actual =
    /^message acknowledged, but none of them had an effect, and .* had none either, though one with the current time as its updateTime had one; the others were 6\d s older$/;
  const finding = await failed(droppingOld, actual);
  expect(finding?.fix).toMatch(/^Do not drop a report because it is old/);
});

it('says that capacity is applied only to PBXs with known DIDs', async () => {
  const needsDids = withParts({
    apply: (store, report) => {
      if (report.kind === 'did' || store.get(report.sn)) apply(store, report);
    },
  });
  const finding = await failed(needsDids, /, though one about a PBX with known DIDs had one$/);
  expect(finding?.expected).toMatch(/^all 4 capacity reports/);
  expect(finding?.fix).toMatch(/^Apply a capacity report even if no DIDs of its PBX are known/);
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

it.each([
  ['first', 'newer', 2],
  ['last', 'older', 1],
] as const)(
  'fails a receiver that uses the updateTime of the %s report for all of an array',
  async (which, first, pbx) => {
    const usingOneTime = withParts({
      readReports: (message) => {
        const reports = readReports(message);
        const { updateTime = 0 } = reports.at(which === 'first' ? 0 : -1) ?? {};
        return reports.map((report) => ({ ...report, updateTime }));
      },
    });
    const actual = new RegExp(`^acknowledged, but PBX ${pbx} of the array shows none$`);
    const finding = await failed(usingOneTime, actual);
    expect(finding?.expected).toContain(`with different updateTimes, the ${first} one first`);
  },
);
