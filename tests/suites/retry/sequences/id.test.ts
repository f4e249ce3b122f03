import { describe, expect, it } from 'vitest';
import { sequenceId } from '../../../../suites/retry/sequences/id.ts';
import { dids, sent } from './steps.ts';

describe('the id of a sequence', () => {
  it('is the same for any order of keys, and different for other steps', () => {
    const one = sequenceId([sent({ pbx: 1, at: 2, event: 'did_change', dids: [1] })]);
    expect(sequenceId([{ reports: [{ dids: [1], event: 'did_change', at: 2, pbx: 1 }], how: 'sent' }])).toBe(
      one,
    );
    expect(sequenceId([sent(dids(1, 3, [1]))])).not.toBe(one);
    expect(one).toMatch(/^[0-9a-f]{8}$/);
  });
});
