import { expect, it } from 'vitest';
import { apply } from '../../../../fixtures/receivers/apply.ts';
import { knowsByContentAlone } from '../../../../fixtures/receivers/broken/retry/order/knows-by-content-alone.ts';
import { knowsByEvent } from '../../../../fixtures/receivers/broken/retry/order/knows-by-event.ts';
import { knowsByTime } from '../../../../fixtures/receivers/broken/retry/order/knows-by-time.ts';
import { withOwnParts } from '../../../../fixtures/receivers/broken-receiver.ts';
import { adviceOn } from './advice-on.ts';

const distinct = 'retry/keeps-distinct-messages';

const coolsDown = withOwnParts(() => {
  const changedAt = new Map<string, number>();
  return {
    apply: (store, report) => {
      const key = `${report.kind} ${report.sn}`;
      if (Date.now() - (changedAt.get(key) ?? 0) < 4000) return;
      changedAt.set(key, Date.now());
      apply(store, report);
    },
  };
});

it('a cooldown is named if it drops what comes soon', async () => {
  expect(await adviceOn(distinct, coolsDown)).toMatch(/^Apply every newer report, however soon it comes/);
});

it.each([knowsByEvent, knowsByContentAlone, knowsByTime])(
  'no cooldown is named if it $title',
  async ({ create }) => {
    expect(await adviceOn(distinct, create)).not.toMatch(/however soon/);
  },
);
