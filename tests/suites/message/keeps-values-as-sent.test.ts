import { describe, expect, it } from 'vitest';
import { apply } from '../../../fixtures/receivers/apply.ts';
import { withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import { brokenReceiver } from '../../../fixtures/receivers/index.ts';
import type { CreateReceiver } from '../../../fixtures/receivers/receiver.ts';
import { ReceiverRefusal } from '../../../fixtures/receivers/refusal.ts';
import { readReports, type StoredReport, type TrunkDid } from '../../../fixtures/receivers/reports.ts';
import { startExampleReceiver } from '../../../fixtures/receivers/start.ts';
import { type ReceiverStore, stateOf } from '../../../fixtures/receivers/store.ts';
import { check } from '../../../suites/index.ts';
import { checkFixture, testSecret } from '../../runner/check-fixture.ts';
import { simulated } from '../../support/simulated.ts';

const cutsNames = brokenReceiver('cuts-names');

const rules = ['message/keeps-values-as-sent'];

async function expectFailure(receiver: CreateReceiver, expected: RegExp): Promise<void> {
  const { results } = await checkFixture(receiver, { rules, settleMs: 1000 });
  expect(results).toMatchObject([
    { verdict: 'fail', finding: { expected: expect.stringMatching(expected) } },
  ]);
}

async function expectPass(receiver: CreateReceiver): Promise<void> {
  const { results } = await checkFixture(receiver, { rules });
  expect(results).toMatchObject([{ verdict: 'pass' }]);
}

const didsOf = (report: StoredReport) => (report.kind === 'did' ? (report.dids ?? []) : []);

/** Acknowledges reports with such a DID, and drops them. */
const dropping = (isBad: (info: TrunkDid) => boolean) =>
  withParts({
    readReports: (message) => readReports(message).filter((report) => !didsOf(report).some(isBad)),
  });

/** Shows other DIDs than it has. */
const showing = (dids: (all: readonly TrunkDid[]) => unknown) =>
  withParts({
    show: (store, sn) => {
      const pbx = store.get(sn);
      return pbx ? { ...(stateOf(store, sn) as object), dids: dids(pbx.dids) } : null;
    },
  });

describe('a report that is acknowledged and dropped', () => {
  it.each([
    ['a long name', /^the effect of a trunkName with 128 /, (info: TrunkDid) => info.trunkName.length > 100],
    ['a quote', /trunkName with quotes/, ({ trunkName }: TrunkDid) => trunkName.includes("'")],
    [
      'a name beyond Latin-1',
      /^the effect of (a trunkName with|trunkNames that differ) /,
      ({ trunkName }: TrunkDid) => /[^\u0000-\u00ff]/.test(trunkName),
    ],
  ])('because of %s fails', async (_why, expected, isBad) => {
    await expectFailure(dropping(isBad), expected);
  });

  it('fails even if the observer shows no names', async () => {
    const receiver = withParts({
      readReports: (message) =>
        readReports(message).filter((report) => !didsOf(report).some((info) => info.trunkName.length > 100)),
      show: (store, sn) => store.get(sn)?.dids.map(({ did }) => did) ?? null,
    });
    await expectFailure(receiver, /^the effect of a trunkName with 128 /);
  });
});

it('is explained only by a bug that damages values, if a name is cut', async () => {
  const { results } = await checkFixture(cutsNames.create, { rules });
  expect(results).toMatchObject([{ verdict: 'fail', explainedBy: ['signature/accepts-non-ascii'] }]);
});

it('passes if long names are rejected, because the vendor gives no length', async () => {
  await expectPass(
    withParts({
      readReports: (message) => {
        const reports = readReports(message);
        if (reports.flatMap(didsOf).some(({ trunkName }) => trunkName.length > 100))
          throw new ReceiverRefusal(422, 'A name must have at most 100 characters.');
        return reports;
      },
    }),
  );
});

it.each([
  ['a leading zero', '0'],
  ['a leading plus', '+'],
])('fails if DIDs with %s are left out', async (_what, first) => {
  const expected = new RegExp(`^the DID [${first}]\\d+, which has`);
  await expectFailure(
    showing((all) => all.filter(({ did }) => !did.startsWith(first))),
    expected,
  );
});

it.each([
  ['grouped', (did: string) => `+49 (${did.replace(/^\+|^0/, '').replaceAll(/(.{4})/g, '$1-')})`],
  ['with only the last four digits', (did: string) => `…${did.slice(-4)}`],
])('passes if DIDs are shown %s', async (_how, shown) => {
  await expectPass(showing((all) => all.map((info) => ({ ...info, did: shown(info.did) }))));
});

function merged(
  store: ReceiverStore,
  report: StoredReport,
  isKept: (value: string) => boolean,
): StoredReport {
  if (report.kind === 'did') return report;
  const known = store.get(report.sn)?.capacity ?? {};
  const given = Object.entries(report.capacity).filter(([name, value]) => isKept(value) || !(name in known));
  return { ...report, capacity: { ...known, ...Object.fromEntries(given) } };
}

it.each([
  ['no', /^enableCallRecording no after a newer report/],
  ['0', /^extensions 0 after a newer report/],
])('fails if "%s" never replaces another capacity', async (ignored, expected) => {
  const merging = withParts({
    apply: (store, report) =>
      apply(
        store,
        merged(store, report, (value) => value !== ignored),
      ),
  });
  await expectFailure(merging, expected);
});

it('passes if earlier capacities show too', async () => {
  const earlier = new Map<string, unknown[]>();
  const history = withParts({
    apply: (store, report) => {
      if (report.kind === 'capacity')
        earlier.set(report.sn, [...(earlier.get(report.sn) ?? []), report.capacity]);
      apply(store, report);
    },
    show: (store, sn) => {
      const state = stateOf(store, sn);
      return state ? { ...state, capacity: earlier.get(sn) ?? [] } : null;
    },
  });
  await expectPass(history);
});

it('passes if each response has an object with the name of a capacity', async () => {
  await expectPass(
    withParts({
      show: (store, sn) => ({
        data: { pbx: stateOf(store, sn) ?? null },
        extensions: { cost: { requested: 12 } },
      }),
    }),
  );
});

it('passes if a state lists reports about other PBXs first', async () => {
  const all: StoredReport[] = [];
  const sharing = withParts({
    apply: (store, report) => {
      all.push(report);
      apply(store, report);
    },
    show: (store, sn) => {
      const own = all.filter((report) => report.sn === sn);
      const other = all.find((report) => report.kind === 'capacity' && report.sn !== sn);
      return store.get(sn) ? { reports: [other ?? null, ...own] } : null;
    },
  });
  await expectPass(sharing);
});

it('passes if the observer shows all PBXs at once', () =>
  simulated(async () => {
    const sns = new Set<string>();
    const showingAll = withParts({
      apply: (store, report) => {
        sns.add(report.sn);
        apply(store, report);
      },
      show: (store) => [...sns].map((sn) => stateOf(store, sn)),
    });
    const { url, observeUrl, close } = await startExampleReceiver(showingAll({ secret: testSecret }));
    try {
      const own = { secret: testSecret, observeUrl: observeUrl.replace('{sn}', 'all'), sharesProcess: true };
      const { results } = await check({ url, rules, ...own });
      expect(results).toMatchObject([{ verdict: 'pass' }]);
    } finally {
      await close();
    }
  }));
