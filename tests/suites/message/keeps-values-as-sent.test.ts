import { expect, it } from 'vitest';
import { apply } from '../../../fixtures/receivers/apply.ts';
import { withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import { brokenReceiver } from '../../../fixtures/receivers/index.ts';
import type { CreateReceiver } from '../../../fixtures/receivers/receiver.ts';
import { ReceiverRefusal } from '../../../fixtures/receivers/refusal.ts';
import { readReports, type StoredReport, type TrunkDid } from '../../../fixtures/receivers/reports.ts';
import { startExampleReceiver } from '../../../fixtures/receivers/start.ts';
import { stateOf } from '../../../fixtures/receivers/store.ts';
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

/** Shows other DIDs than it has. */
const showing = (dids: (all: readonly TrunkDid[]) => unknown) =>
  withParts({
    show: (store, sn) => {
      const pbx = store.get(sn);
      return pbx ? { ...(stateOf(store, sn) as object), dids: dids(pbx.dids) } : null;
    },
  });

it('fails if reports with a long name are dropped, even if the observer shows no names', async () => {
  const receiver = withParts({
    readReports: (message) =>
      readReports(message).filter((report) => !didsOf(report).some((info) => info.trunkName.length > 100)),
    show: (store, sn) => store.get(sn)?.dids.map(({ did }) => did) ?? null,
  });
  await expectFailure(receiver, /^the effect of a trunkName with 128 /);
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
  ['grouped', (did: string) => `+49 (${did.replace(/^\+|^0/, '').replaceAll(/(.{4})/g, '$1-')})`],
  ['with only the last four digits', (did: string) => `…${did.slice(-4)}`],
])('passes if DIDs are shown %s', async (_how, shown) => {
  await expectPass(showing((all) => all.map((info) => ({ ...info, did: shown(info.did) }))));
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
