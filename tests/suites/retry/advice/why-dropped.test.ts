import { expect, it } from 'vitest';
import { apply } from '../../../../fixtures/receivers/apply.ts';
import { withParts } from '../../../../fixtures/receivers/broken-receiver.ts';
import { brokenReceiver } from '../../../../fixtures/receivers/index.ts';
import { adviceOn } from './advice-on.ts';

const knowsByContentAlone = brokenReceiver('knows-by-content-alone');
const knowsByEvent = brokenReceiver('knows-by-event');
const knowsByTime = brokenReceiver('knows-by-time');

const distinct = 'retry/keeps-distinct-messages';

const coolsDown = withParts(() => {
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
