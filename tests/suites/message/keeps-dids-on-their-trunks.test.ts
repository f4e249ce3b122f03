import { describe, expect, it } from 'vitest';
import { withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import { readingDids } from '../../../fixtures/receivers/patches.ts';
import type { TrunkDid } from '../../../fixtures/receivers/reports.ts';
import type { ReceiverStore } from '../../../fixtures/receivers/store.ts';
import { checkFixture } from '../../runner/check-fixture.ts';

const rules = ['message/keeps-dids-on-their-trunks'];

/** What the rule reports about a receiver that changes the DIDs of each report. */
async function findingOf(parts: Parameters<typeof withParts>[0]) {
  const { results } = await checkFixture(withParts(parts), { rules, settleMs: 300 });
  const [result] = results;
  return { verdict: result?.verdict, ...result?.finding };
}

const showing = (show: (dids: readonly TrunkDid[]) => unknown) => ({
  show: (store: ReceiverStore, sn: string) => {
    const pbx = store.get(sn);
    return pbx ? show(pbx.dids) : null;
  },
});

describe('a receiver fails that', () => {
  it('keeps one DID for each trunk, and shows only their ids', async () => {
    const { expected } = await findingOf({
      ...readingDids((dids) => [...new Map(dids.map((info) => [info.trunkId, info])).values()]),
      ...showing((dids) => dids.map(({ didId, trunkName }) => ({ didId, trunkName }))),
    });
    expect(expected).toMatch(/^didId \d+ of DID \d{15} after a report with three DIDs on two trunks$/);
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
    const { verdict, expected, actual } = await findingOf({ ...readingDids(rotated), ...showing(show) });
    expect(verdict).toBe('fail');
    expect(expected).toMatch(/^trunkName \S+ for DID \d{15} after a report with three DIDs on two trunks$/);
    expect(actual).toMatch(/^the state shows trunkName \S+ for it$/);
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
    const keep = readingDids((dids) => {
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
