import { expect, it } from 'vitest';
import { apply } from '../../fixtures/receivers/apply.ts';
import { type BrokenReceiver, withParts } from '../../fixtures/receivers/broken-receiver.ts';
import { brokenReceiver } from '../../fixtures/receivers/index.ts';
import { checkFixture, idsOf } from '../runner/check-fixture.ts';

const oneClockForAllPbxs = brokenReceiver('one-clock-for-all-pbxs');
const sharesOneState = brokenReceiver('shares-one-state');
const oneClockForBothKinds = brokenReceiver('one-clock-for-both-kinds');

const rules = ['message/keeps-pbxs-apart', 'message/applies-every-item', 'retry/keeps-distinct-messages'];

/** Drops every other report, whatever its time. */
const losesEveryOther = withParts(() => {
  let count = 0;
  return {
    apply(store, report) {
      count += 1;
      if (count % 2 === 0) apply(store, report);
    },
  };
});

async function causeOf(create: BrokenReceiver['create']) {
  const report = await checkFixture(create, { rules, time: 'simulated' });
  return {
    cause: report.diagnosis?.cause,
    explains: report.diagnosis?.explains,
    failed: idsOf(report, 'fail'),
    open: [...idsOf(report, 'fail'), ...idsOf(report, 'inconclusive')],
  };
}

it.each([oneClockForAllPbxs, oneClockForBothKinds])(
  'names the shared clock of $name',
  async ({ name, create }) => {
    const { cause, explains, open } = await causeOf(create);
    expect(cause).toBe(name);
    expect(open).toEqual(expect.arrayContaining(explains ?? ['nothing explained']));
  },
);

it('names one state for all PBXs', async () => {
  const { cause, explains } = await causeOf(sharesOneState.create);
  expect(cause).toBe('one-state-for-all-pbxs');
  expect(explains).toContain('message/keeps-pbxs-apart');
});

it('names no clock where reports are lost whatever their time', async () => {
  const { cause, failed } = await causeOf(losesEveryOther);
  expect(failed.length).toBeGreaterThan(0);
  expect(cause ?? 'none').not.toMatch(/clock/);
});
