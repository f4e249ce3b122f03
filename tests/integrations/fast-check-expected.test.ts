import { describe, expect, it } from 'vitest';
import { didReport } from '../../index.ts';
import { expectedState } from '../../integrations/fast-check.ts';

describe('the expected state', () => {
  const did = { did: '1002', didId: '1', trunkId: '2', trunkName: 'a' };
  const change = didReport({ sn: 'A', dids: [did], updateTime: 100 });
  const capacity = {
    modifier: 'a@example.com',
    sn: 'A',
    repository: { extensions: '5' },
    updateTime: 100,
  } as const;

  it('is that of the newest report, whatever came last', () => {
    const newer = { ...change, trunkDidInfoList: [], updateTime: 101 };
    const resized = { ...capacity, repository: { extensions: '9' }, updateTime: 102 };
    const expected = { dids: { A: [] }, deleted: [], capacities: { A: { extensions: '9' } } };
    expect(expectedState([[newer], [change], [resized], [capacity], [change]])).toEqual(expected);
  });

  it('leaves open values that differ in the same second', () => {
    const other = { ...change, trunkDidInfoList: [] };
    expect(expectedState([[change], [other]])).toEqual({ dids: {}, deleted: [], capacities: {} });
    expect(expectedState([[change, change]])).toEqual({ dids: { A: [did] }, deleted: [], capacities: {} });
  });

  it('leaves open the capacity of a deleted PBX until it is reported again', () => {
    const deleted = { event: 'pce_delete', sn: 'A', updateTime: 101 } as const;
    expect(expectedState([[change], [capacity], [deleted]])).toEqual({
      dids: {},
      deleted: ['A'],
      capacities: {},
    });
    const again = [
      { ...change, updateTime: 102 },
      { ...capacity, updateTime: 102 },
    ];
    expect(expectedState([[capacity], [deleted], again])).toEqual({
      dids: { A: [did] },
      deleted: [],
      capacities: { A: { extensions: '5' } },
    });
  });
});
