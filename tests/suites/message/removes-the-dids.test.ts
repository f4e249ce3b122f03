import { expect, it } from 'vitest';
import { write } from '../../../fixtures/receivers/apply.ts';
import { withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import { checkFixture } from '../../runner/check-fixture.ts';

const rule = 'message/removes-the-dids-of-a-deleted-pbx';

/** Keeps the DIDs of a deleted PBX, and shows the deletion in its own words. */
function keeping(marks: (isDeleted: boolean) => Record<string, unknown>) {
  return withParts({
    apply: (store, report) => {
      const pbx = store.open(report.sn);
      const { dids } = pbx;
      write(pbx, report);
      if (pbx.deleted) pbx.dids = dids;
    },
    show: (store, sn) => {
      const pbx = store.get(sn);
      return pbx ? { dids: pbx.dids, ...marks(pbx.deleted) } : null;
    },
  });
}

const day = '2026-03-10T02:48:52Z';

it.each([
  ['pass', 'active: 1, then 0', (gone: boolean) => ({ active: gone ? 0 : 1 })],
  ['pass', 'discarded_at', (gone: boolean) => ({ discarded_at: gone ? day : null })],
  ['pass', 'status archived', (gone: boolean) => ({ status: gone ? 'archived' : 'live' })],
  ['pass', 'valid_to', (gone: boolean) => ({ valid_to: gone ? day : null })],
  ['fail', 'nothing', () => ({ status: 'live' })],
  ['fail', 'a counter', (gone: boolean) => ({ changes: gone ? 2 : 1 })],
] as const)('is a %s for a receiver that keeps the DIDs and shows %s', async (verdict, _what, marks) => {
  const { results } = await checkFixture(keeping(marks), { rules: [rule], settleMs: 300 });
  expect(results.map((result) => result.verdict)).toEqual([verdict]);
});
