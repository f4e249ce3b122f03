import { expect, it } from 'vitest';
import { apply } from '../../../fixtures/receivers/apply.ts';
import { withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import { stateOf } from '../../../fixtures/receivers/store.ts';
import { checkFixture } from '../../runner/check-fixture.ts';

/** Hides a PBX this long after its deletion (ms), or shows its DIDs again. */
const purging = (afterMs: number, restores = false) =>
  withParts(() => {
    const deletedAt = new Map<string, number>();
    return {
      apply: (store, report) => {
        const isDeletion = report.kind === 'did' && report.event === 'pce_delete';
        if (isDeletion) deletedAt.set(report.sn, performance.now());
        else if (restores && deletedAt.has(report.sn)) store.open(report.sn).didUpdateTime = 0;
        apply(store, report);
      },
      show: (store, sn) => {
        const isPurged = performance.now() > (deletedAt.get(sn) ?? Number.POSITIVE_INFINITY) + afterMs;
        return isPurged && !store.get(sn)?.dids.length ? null : stateOf(store, sn);
      },
    };
  });

async function resultOf(...purge: Parameters<typeof purging>) {
  const { results } = await checkFixture(purging(...purge), {
    rules: ['retry/ignores-a-late-older-message'],
  });
  return results[0];
}

it('passes if a deleted PBX is purged later', async () => {
  expect(await resultOf(300)).toMatchObject({ verdict: 'pass' });
});

it('fails if an older report brings back a deleted PBX', async () => {
  expect(await resultOf(300, true)).toMatchObject({
    verdict: 'fail',
    finding: { expected: expect.stringContaining('after the pce_delete of its PBX') },
  });
});
