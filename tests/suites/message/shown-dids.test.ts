import { expect, it } from 'vitest';
import { apply } from '../../../fixtures/receivers/apply.ts';
import { withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import { checkFixture } from '../../runner/check-fixture.ts';

/** What a rule says about this receiver. */
async function findingOf(rule: string, create: Parameters<typeof checkFixture>[0]) {
  const { results } = await checkFixture(create, { rules: [rule], settleMs: 500 });
  return { ...results[0]?.finding, why: results[0]?.why };
}

/** Never removes a DID. */
const merges = withParts({
  apply(store, report) {
    const before = store.get(report.sn)?.dids ?? [];
    apply(store, report);
    const pbx = store.open(report.sn);
    pbx.deleted = false;
    pbx.dids = [...before.filter(({ did }) => !pbx.dids.some((other) => other.did === did)), ...pbx.dids];
  },
});

/** Loses a DID whenever a list becomes shorter. */
const losesOne = withParts({
  apply(store, report) {
    const before = store.get(report.sn)?.dids.length ?? 0;
    apply(store, report);
    const pbx = store.open(report.sn);
    if (pbx.dids.length < before) pbx.dids = pbx.dids.slice(0, -1);
  },
});

it('names the DIDs that a state shows, and those that it should', async () => {
  const { actual } = await findingOf('message/replaces-the-did-list', merges);
  expect(actual).toMatch(/^acknowledged, but the state shows DIDs \d+, \d+ and \d+ instead of only DID \d+$/);
});

it('names the DIDs of a deleted PBX that stay', async () => {
  const { actual } = await findingOf('message/removes-the-dids-of-a-deleted-pbx', merges);
  expect(actual).toMatch(/^acknowledged, but the state still shows DIDs \d+ and \d+$/);
});

it('names a DID of an older report, and that of the newest', async () => {
  const { actual } = await findingOf('message/ends-with-the-newest-of-an-array', merges);
  expect(actual).toMatch(/^it shows DID \d+ of an older report, besides DID \d+ of the newest$/);
});

it('does not take a DID that is lost for one of a duplicate', async () => {
  const { why, fix } = await findingOf('retry/keeps-distinct-messages', losesOne);
  expect(fix).toMatch(/^The report had an effect, so it was not taken for a duplicate/);
  expect(why).toMatch(/^A DID that the newest list contains/);
});
