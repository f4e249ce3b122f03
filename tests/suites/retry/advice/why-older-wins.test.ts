import { expect, it } from 'vitest';
import { apply, isNewerReport, rememberReport, write } from '../../../../fixtures/receivers/apply.ts';
import { withParts } from '../../../../fixtures/receivers/broken-receiver.ts';
import { brokenReceiver } from '../../../../fixtures/receivers/index.ts';
import type { CreateReceiver } from '../../../../fixtures/receivers/receiver.ts';
import { adviceOn } from './advice-on.ts';

const capacityResetsTheDidTime = brokenReceiver('capacity-resets-the-did-time');
const forgetsDeletedPbxs = brokenReceiver('forgets-deleted-pbxs');
const lastCapacityWins = brokenReceiver('last-capacity-wins');
const lastDidsWin = brokenReceiver('last-dids-win');

const late = 'retry/ignores-a-late-older-message';

/** As 32-bit floats do, but the same at every time of day. */
const roundsTimes = withParts({
  apply: (store, report) => {
    const pbx = store.open(report.sn);
    const known = pbx.didUpdateTime ?? 0;
    if (report.kind === 'capacity') return apply(store, report);
    if (report.updateTime < known - 64) return;
    if (report.updateTime === pbx.didUpdateTime && !isNewerReport(pbx, report)) return;
    rememberReport(pbx, report);
    write(pbx, report);
  },
});

const cachesTimes = withParts(() => {
  const times = new Map<string, { at: number | null; until: number }>();
  return {
    apply: (store, report) => {
      const pbx = store.open(report.sn);
      if (report.kind === 'capacity') return apply(store, report);
      let known = times.get(report.sn);
      if (!known || known.until < Date.now()) {
        known = { at: pbx.didUpdateTime, until: Date.now() + 4000 };
        times.set(report.sn, known);
      }
      if (report.updateTime < (known.at ?? 0)) return;
      if (report.updateTime === pbx.didUpdateTime && !isNewerReport(pbx, report)) return;
      rememberReport(pbx, report);
      write(pbx, report);
    },
  };
});

const comparesPerEvent = withParts(() => {
  const times = new Map<string, number>();
  return {
    apply: (store, report) => {
      if (report.kind === 'capacity') return apply(store, report);
      const key = `${report.sn} ${report.event}`;
      if (report.updateTime < (times.get(key) ?? 0)) return;
      const pbx = store.open(report.sn);
      if (report.updateTime === pbx.didUpdateTime && !isNewerReport(pbx, report)) return;
      times.set(key, report.updateTime);
      rememberReport(pbx, report);
      write(pbx, report);
    },
  };
});

it.each<[string, CreateReceiver, RegExp]>([
  ['rounds times', roundsTimes, /^Compare updateTime exactly\./],
  ['reads them from a cache', cachesTimes, /^Compare with the newest report in the same step/],
  ['keeps one for each event', comparesPerEvent, /^Keep one updateTime for the DIDs of a PBX, whatever/],
])('is found if a receiver %s', async (_what, create, fix) => {
  expect(await adviceOn(late, create)).toMatch(fix);
});

it.each([lastDidsWin, lastCapacityWins, forgetsDeletedPbxs])(
  'is no more than the rule says if it $title',
  async ({ create }) => {
    expect(await adviceOn(late, create)).toMatch(
      /^Store the updateTime of the last applied report for each PBX/,
    );
  },
);

it('is the reset by a report of the other kind, if that is why', async () => {
  expect(await adviceOn(late, capacityResetsTheDidTime.create)).toMatch(
    /^Keep one updateTime for the DIDs of/,
  );
});
