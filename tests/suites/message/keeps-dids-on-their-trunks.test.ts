import { describe, expect, it } from 'vitest';
import { withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import { ReceiverRefusal } from '../../../fixtures/receivers/refusal.ts';
import { readReports, type StoredReport, type TrunkDid } from '../../../fixtures/receivers/reports.ts';
import type { ReceiverStore } from '../../../fixtures/receivers/store.ts';
import { checkFixture } from '../../runner/check-fixture.ts';

const rules = ['message/keeps-dids-on-their-trunks'];

/** What the rule reports about a receiver that changes the DIDs of each report. */
async function findingOf(parts: Parameters<typeof withParts>[0]) {
  const { results } = await checkFixture(withParts(parts), { rules, settleMs: 300 });
  const [result] = results;
  return { verdict: result?.verdict, ...result?.finding };
}

const changing = (change: (dids: readonly TrunkDid[]) => readonly TrunkDid[]) => ({
  readReports: (message: unknown): StoredReport[] =>
    readReports(message).map((report) =>
      report.kind === 'did' && report.dids ? { ...report, dids: change(report.dids) } : report,
    ),
});

const showing = (show: (dids: readonly TrunkDid[]) => unknown) => ({
  show: (store: ReceiverStore, sn: string) => {
    const pbx = store.get(sn);
    return pbx ? show(pbx.dids) : null;
  },
});

const lastOf = (key: (info: TrunkDid) => string) =>
  changing((dids) => [...new Map(dids.map((info) => [key(info), info])).values()]);

describe('a receiver fails that', () => {
  it.each([
    ['keeps one DID for each trunkId', lastOf(({ trunkId }) => trunkId)],
    ['keeps one DID for each trunkName', lastOf(({ trunkName }) => trunkName)],
  ])('%s', async (_, parts) => {
    const { verdict, expected } = await findingOf(parts);
    expect(verdict).toBe('fail');
    expect(expected).toMatch(/^DID \d{15} present after a report with three DIDs on two trunks$/);
  });

  it('keeps one DID for each trunk, and shows only their ids', async () => {
    const { expected } = await findingOf({
      ...lastOf(({ trunkId }) => trunkId),
      ...showing((dids) => dids.map(({ didId, trunkName }) => ({ didId, trunkName }))),
    });
    expect(expected).toMatch(/^didId \d+ of DID \d{15} after a report with three DIDs on two trunks$/);
  });

  it.each([
    ['trunkId', ({ trunkId }: TrunkDid) => ({ trunkId })],
    ['trunkName', ({ trunkName }: TrunkDid) => ({ trunkName })],
  ])('gives every DID the %s of the first one', async (field, fieldOf) => {
    const first = changing((dids) => dids.map((info) => ({ ...info, ...fieldOf(dids[0] ?? info) })));
    const { verdict, expected } = await findingOf(first);
    expect(verdict).toBe('fail');
    expect(expected).toMatch(new RegExp(`^${field} \\S+ for DID \\d{15} after a report with three DIDs`));
  });

  const rotated = (dids: readonly TrunkDid[]) =>
    dids.map((info, n) => ({ ...info, trunkName: dids[(n + 1) % dids.length]?.trunkName ?? '' }));
  it.each([
    ['in the object of the DID', (dids: readonly TrunkDid[]) => ({ dids })],
    [
      'under another spelling, in an object of the trunk',
      (dids: readonly TrunkDid[]) =>
        dids.map(({ did, trunkName }) => ({ number: `+${did}`, trunk: { TRUNK_NAME: trunkName } })),
    ],
    [
      'in an object whose key is the DID',
      (dids: readonly TrunkDid[]) =>
        Object.fromEntries(dids.map(({ did, trunkName }) => [`+${did}`, { trunkName }])),
    ],
  ])('shows the trunk of the next DID, %s', async (_, show) => {
    const { verdict, expected, actual } = await findingOf({ ...changing(rotated), ...showing(show) });
    expect(verdict).toBe('fail');
    expect(expected).toMatch(/^trunkName \S+ for DID \d{15} after a report with three DIDs on two trunks$/);
    expect(actual).toMatch(/^the state shows trunkName \S+ for it$/);
  });

  it('swaps the ids of DIDs and trunks', async () => {
    const swap = changing((dids) =>
      dids.map((info) => ({ ...info, didId: info.trunkId, trunkId: info.didId })),
    );
    const { verdict, actual } = await findingOf(swap);
    expect(verdict).toBe('fail');
    expect(actual).toMatch(/^the state shows trunkId 11\d{8} for it/);
  });

  it('keeps the trunk of a DID that it knows', async () => {
    const known = new Map<string, TrunkDid>();
    const keep = changing((dids) =>
      dids.map((info) => {
        known.set(info.did, known.get(info.did) ?? info);
        return known.get(info.did) ?? info;
      }),
    );
    const { expected, fix } = await findingOf(keep);
    expect(expected).toMatch(/^trunkId \d+ of DID \d{15} after a report that moves a DID to another trunk$/);
    expect(fix).toMatch(/^Replace all fields of a DID/);
  });

  const isShared = (dids: readonly TrunkDid[]) =>
    new Set(dids.map(({ trunkId }) => trunkId)).size < dids.length;

  it('rejects a trunk with two DIDs', async () => {
    const reject = changing((dids) => {
      if (isShared(dids)) throw new ReceiverRefusal(409, 'duplicate key');
      return dids;
    });
    const { verdict, expected, fix } = await findingOf(reject);
    expect(verdict).toBe('fail');
    expect(expected).toMatch(
      /^a 2xx within \d+ s for a report with three DIDs, two of them on the same trunk$/,
    );
    expect(fix).toMatch(/^Allow several DIDs with the same trunkId/);
  });

  it('acknowledges a trunk with two DIDs and drops the report', async () => {
    const drop = {
      readReports: (message: unknown) =>
        readReports(message).filter((report) => report.kind !== 'did' || !isShared(report.dids ?? [])),
    };
    const { verdict, expected } = await findingOf(drop);
    expect(verdict).toBe('fail');
    expect(expected).toBe('the effect of a report with three DIDs, two of them on the same trunk');
  });
});

describe('a receiver passes that', () => {
  const trunksOf = (dids: readonly TrunkDid[]) => [...new Set(dids.map(({ trunkId }) => trunkId))];
  it.each([
    [
      'groups DIDs by trunk',
      (dids: readonly TrunkDid[]) =>
        Object.fromEntries(
          trunksOf(dids).map((id) => {
            const own = dids.filter(({ trunkId }) => trunkId === id);
            return [id, { trunkName: own[0]?.trunkName, dids: own.map(({ did }) => did) }];
          }),
        ),
    ],
    [
      'has its own ids for trunks, in another table',
      (dids: readonly TrunkDid[]) => ({
        dids: dids.map(({ did, didId, trunkId }) => ({
          ...{ did, didId, trunkId: trunksOf(dids).indexOf(trunkId) },
        })),
        trunks: dids.map(({ trunkId, trunkName }, n) => ({ id: n, ref: trunkId, name: trunkName })),
      }),
    ],
    [
      'shows a main number with its trunk beside the list',
      (dids: readonly TrunkDid[]) => ({ mainNumber: dids[0]?.did, trunkName: dids[0]?.trunkName, dids }),
    ],
    [
      'shows the numbers in one text, beside the trunk of one of them',
      (dids: readonly TrunkDid[]) => ({
        numbers: dids.map(({ did }) => did).join(', '),
        trunkName: dids[1]?.trunkName,
        trunks: trunksOf(dids),
      }),
    ],
    ['shows only the names of trunks', (dids: readonly TrunkDid[]) => dids.map(({ trunkName }) => trunkName)],
    [
      'hides the numbers',
      (dids: readonly TrunkDid[]) => dids.map((info) => ({ ...info, did: `…${info.did.slice(-3)}` })),
    ],
    [
      'uses the number as the id of a DID',
      (dids: readonly TrunkDid[]) => dids.map(({ did }) => ({ didId: did })),
    ],
  ])('%s', async (_, show) => {
    expect(await findingOf(showing(show))).toEqual({ verdict: 'pass' });
  });

  it('keeps the earlier trunk of a DID in a separate row', async () => {
    const history: TrunkDid[] = [];
    const keep = changing((dids) => {
      history.push(...dids);
      return dids;
    });
    const show = showing((dids) => ({
      dids,
      earlier: history.filter(({ did, trunkId }) =>
        dids.some((one) => one.did === did && one.trunkId !== trunkId),
      ),
    }));
    expect(await findingOf({ ...keep, ...show })).toEqual({ verdict: 'pass' });
  });
});
