import { describe, expect, it } from 'vitest';
import { apply } from '../../../fixtures/receivers/apply.ts';
import { withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import { checkFixture } from '../../runner/check-fixture.ts';

const rule = 'retry/ends-with-the-newest-of-concurrent-reports';

describe(rule, () => {
  it('does not blame concurrency if a DID report always empties the capacity', async () => {
    const empties = withParts({
      apply(store, report) {
        apply(store, report);
        if (report.kind === 'did') store.open(report.sn).capacity = null;
      },
    });
    const { results } = await checkFixture(empties, { rules: [rule] });
    expect(results[0]?.finding).toMatchObject({
      expected: 'the capacity of a PBX kept after a DID report about it',
      fix: expect.stringContaining("Write only the columns of the report's kind."),
    });
  });

  it('says if a capacity report always hides the DIDs', async () => {
    const empties = withParts({
      apply(store, report) {
        apply(store, report);
        if (report.kind === 'capacity') store.open(report.sn).dids = [];
      },
    });
    const { results } = await checkFixture(empties, { rules: [rule] });
    expect(results[0]?.finding).toMatchObject({
      expected: 'the DIDs of a PBX kept after a newer capacity report about it',
      fix: expect.stringContaining('let the observer show both'),
    });
  });
});
