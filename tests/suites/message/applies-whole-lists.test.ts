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
      if (reports.length < 70) return reports;
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
  expect(lengths).toEqual([70, 260, 1030]);
  expect(late).toBe(0);
});
