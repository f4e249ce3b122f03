import { expect, it } from 'vitest';
import { apply } from '../../../fixtures/receivers/apply.ts';
import { withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import { pause } from '../../../fixtures/receivers/pause.ts';
import { receive } from '../../../fixtures/receivers/receiver.ts';
import { readReports } from '../../../fixtures/receivers/reports.ts';
import { checkFixture } from '../../runner/check-fixture.ts';

it('does not delay other rules while the receiver processes a long array', async () => {
  let isBusy = false;
  let late = 0;
  const lengths: number[] = [];
  const busyWithLongArrays = withParts({
    receive: (exchange, parts) => {
      if (isBusy) late += 1;
      return receive(exchange, parts);
    },
    readReports: (message) => {
      const reports = readReports(message);
      if (reports.length < 73) return reports;
      isBusy = true;
      lengths.push(reports.length);
      return reports;
    },
    apply: async (store, report) => {
      if (isBusy) await pause(100);
      isBusy = false;
      apply(store, report);
    },
  });
  await checkFixture(busyWithLongArrays, {
    rules: ['message/applies-*', 'message/rejects-*', 'retry/applies-*'],
  });
  expect(lengths).toEqual([73, 263, 1033]);
  expect(late).toBe(0);
});

it('waits for a list whose DIDs are still being added', async () => {
  const rules = ['message/applies-whole-lists'];
  const addingOneByOne = (all: number) =>
    withParts({
      apply: (store, report) => {
        const { dids, ...others } = report as Extract<typeof report, { kind: 'did' }>;
        if ((dids ?? []).length < 1000) return apply(store, report);
        apply(store, { ...others, dids: [] });
        const pbx = store.open(report.sn);
        const timer = setInterval(() => {
          const known = pbx.dids.length;
          pbx.dids = (dids ?? []).slice(0, Math.min(known + 100, all));
          if (pbx.dids.length === known) clearInterval(timer);
        }, 60);
      },
    });
  const expectVerdict = async (verdict: string, all: number) => {
    const { results } = await checkFixture(addingOneByOne(all), { rules, settleMs: 500 });
    expect(results).toMatchObject([{ verdict }]);
  };
  await expectVerdict('pass', 4103);
  await expectVerdict('fail', 2000);
}, 120_000);

const listing = (length: (all: number) => number) =>
  withParts({
    readReports: (message) =>
      readReports(message).map((report) =>
        report.kind === 'did' && report.dids
          ? { ...report, dids: report.dids.slice(0, length(report.dids.length)) }
          : report,
      ),
  });

it.each([
  [100, '4,097', '4,103'],
  [1000, '1,025', '4,096'],
])('fails if the rest after full batches of %i is lost', async (size, applied, lost) => {
  const receiver = listing((all) => (all > size ? Math.floor(all / size) * size : all));
  const { results } = await checkFixture(receiver, { rules: ['message/applies-whole-lists'], settleMs: 500 });
  const actual = `message acknowledged, but of the checked entries, number ${applied} had an effect and number ${lost} had none`;
  expect(results).toMatchObject([{ verdict: 'fail', finding: { actual } }]);
});

it('says so if only the first entries are applied', async () => {
  const { results } = await checkFixture(
    listing((all) => Math.min(all, 4)),
    { rules: ['message/applies-whole-lists'], settleMs: 500 },
  );
  const actual = expect.stringContaining('number 1 had an effect and number 10 had none');
  expect(results).toMatchObject([{ verdict: 'fail', finding: { actual } }]);
});
