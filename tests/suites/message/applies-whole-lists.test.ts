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
