import { expect, it } from 'vitest';
import { withParts } from '../../../../fixtures/receivers/broken-receiver.ts';
import { brokenReceiver } from '../../../../fixtures/receivers/index.ts';
import { applyingIf } from '../../../../fixtures/receivers/patches.ts';
import { checkFixture } from '../../../runner/check-fixture.ts';

/** Which rules it fails beside others depends on when they send, so it isn't in the kill matrix. */
const coolsDown = withParts(() => {
  const changedAt = new Map<string, number>();
  return applyingIf(({ kind, sn }) => {
    if (Date.now() - (changedAt.get(`${kind} ${sn}`) ?? 0) < 4000) return false;
    changedAt.set(`${kind} ${sn}`, Date.now());
    return true;
  });
});

it.each([
  ['drops what comes soon', coolsDown, /^Apply every newer report, however soon it comes/],
  ['knows reports by event', brokenReceiver('knows-by-event').create, /^Include updateTime and the kind/],
])('the advice names a cooldown only if there is one: %s', async (_what, create, fix) => {
  const { results } = await checkFixture(create, { rules: ['retry/keeps-distinct-messages'] });
  expect(results).toMatchObject([{ verdict: 'fail', finding: { fix: expect.stringMatching(fix) } }]);
});
