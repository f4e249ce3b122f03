import { describe, expect, it } from 'vitest';
import { withParts } from '../../../../fixtures/receivers/broken-receiver.ts';
import { correctReceivers } from '../../../../fixtures/receivers/index.ts';
import type { CreateReceiver } from '../../../../fixtures/receivers/receiver.ts';
import { createReference } from '../../../../fixtures/receivers/reference.ts';
import type { Report } from '../../../../schemas/generated/types.ts';
import { checkFixture, idsOf } from '../../check-fixture.ts';

/** The fewest rules: one that observes. */
async function learnedOf(create: CreateReceiver, options: Parameters<typeof checkFixture>[1] = {}) {
  const report = await checkFixture(create, { rules: ['retry/applies-once'], settleMs: 300, ...options });
  return { report, learned: report.observer?.learned };
}

function named(name: string): CreateReceiver {
  return correctReceivers.find((receiver) => receiver.name === name)?.create ?? createReference;
}

const becauseOf = ({ results }: Report) => results.map(({ because }) => because);

describe.concurrent('an observer', () => {
  it('that shows the whole state is learned field by field', async () => {
    const { learned } = await learnedOf(createReference);
    expect(learned?.shows).toContainEqual({ field: 'did', form: 'text' });
    expect(learned?.shows).toContainEqual({ field: 'updateTime', form: 'number' });
    expect(learned?.hides).toEqual(['modifier']);
    expect(learned?.problem).toBeUndefined();
  });

  it('that shows names of trunks only is held to nothing else', async () => {
    const { learned } = await learnedOf(named('shows-trunk-names'));
    expect(learned?.shows).toEqual([{ field: 'trunkName', form: 'text' }]);
  });

  it('that is a log is a history, and a list that is added to is none', async () => {
    expect((await learnedOf(named('shows-a-history'))).learned?.problem).toBe('history');
    const adds = withParts({
      apply: (store, report) => {
        const pbx = store.open(report.sn);
        if (report.kind === 'did')
          pbx.dids = [
            ...new Map([...pbx.dids, ...(report.dids ?? [])].map((did) => [did.did, did])).values(),
          ];
      },
    });
    expect((await learnedOf(adds)).learned?.problem).toBeUndefined();
  });

  it('that shows nothing of acknowledged messages leaves the receiver unchecked', async () => {
    const { report, learned } = await learnedOf(withParts({ show: () => null }));
    expect(learned?.problem).toBe('no-effect');
    expect(becauseOf(report)).toEqual(['nothing-shown']);
  });

  it('that works is told from a receiver that applies nothing as it is sent', async () => {
    const objects = withParts({
      readReports: (message) =>
        (Array.isArray(message) ? [] : [{ ...(message as object), kind: 'did', dids: [] }]) as never,
    });
    const { report, learned } = await learnedOf(objects, { rules: ['message/applies-every-item'] });
    expect(learned).toMatchObject({ appliesOnly: 'objects' });
    expect(learned?.problem).toBeUndefined();
    expect(idsOf(report, 'fail')).toEqual(['message/applies-every-item']);
    expect(report.results[0]?.finding?.actual).toContain('though a report outside an array is applied');
  });

  it('that ignores the serial number shows all PBXs', async () => {
    const shown: Record<string, unknown> = {};
    const collects = withParts({
      apply: (_store, report) => {
        shown[report.sn] = report;
      },
      show: () => shown,
    });
    expect((await learnedOf(collects)).learned?.problem).toBe('shows-all');
  });

  it('that shows the last message only tells that PBXs share one state', async () => {
    let last: unknown = null;
    const shares = withParts({
      apply: (_store, report) => {
        last = report;
      },
      show: () => last,
    });
    const { report, learned } = await learnedOf(shares);
    expect(learned?.problem).toBe('one-state');
    expect(report.results[0]).toMatchObject({ verdict: 'skipped', need: 'own-states' });
  });

  it('of which nothing can be learned says so, and leaves it to the rules', async () => {
    const refuses = withParts({ isGenuine: () => false });
    const { report, learned } = await learnedOf(refuses);
    expect(learned).toBeUndefined();
    expect(becauseOf(report)).toEqual(['not-acknowledged']);
  });
});

it.each(['{SN}', '{ sn }', '%7Bsn%7D', ':sn', '<sn>', '$sn'])(
  'refuses %s as a placeholder',
  async (placeholder) => {
    const observeUrl = `http://127.0.0.1:1/state?sn=${placeholder}`;
    await expect(checkFixture(createReference, { observeUrl })).rejects.toMatchObject({
      code: 'bad-observer',
    });
  },
);
