import { describe, expect, it } from 'vitest';
import { api, data, serveOpenApi } from './served-open-api.ts';

serveOpenApi();

describe('a read request', () => {
  it('lists the PBXs in pages', async () => {
    const page = await data('v2/cloud_pbx/instances?pageSize=1&pageNumber=2');
    expect(page).toEqual({
      pageSize: 1,
      pageNumber: 2,
      total: 2,
      list: [
        {
          cloudPbxId: 1002,
          pbxStatus: 'Running',
          activationStatus: 'Activated',
          name: '36BBBBBBBBBBBBZK',
          sn: '36BBBBBBBBBBBBZK',
          plan: 'Enterprise Plan',
          extensionCapacity: 20,
          concurrentCallCapacity: 5,
          recordingStatus: 'Enabled',
          recordingCapacity: 500,
          type: 'Commercial',
          createTime: expect.any(Number),
        },
      ],
    });
    expect(await data('v1/cloud_pbx/instances/1002')).toEqual(page.list[0]);
    expect(api.cloudPbxIdOf('36BBBBBBBBBBBBZK')).toBe(1002);
  });

  it.each([
    ['', [1001, 1002]],
    ['?sort=-cloudPbxId', [1002, 1001]],
    ['?sort=createTime', [1001, 1002]],
    ['?search=36AAAA', [1001]],
    ['?pageNumber=2', []],
  ])('sorts and searches: %s', async (query, ids) => {
    const { list } = await data(`v2/cloud_pbx/instances${query}`);
    expect(list.map(({ cloudPbxId }) => cloudPbxId)).toEqual(ids);
  });

  it('lists which PBX has which DIDs of which trunk', async () => {
    expect(await data('v1/did_management/1001/did')).toEqual({ didIds: [50031, 50032] });
    expect(await data('v1/did_management/1002/did')).toEqual({ didIds: [] });
    expect(await data('v1/shared_trunk/pbx/used?cloudPbxId=1001')).toEqual({ sharedTrunkIds: [6681] });
    expect(await data('v1/shared_trunk/name/acl')).toEqual([
      { id: 6681, name: 'register_2PNG39', type: 'register' },
      { id: 6682, name: 'A1_07L3RG', type: 'register' },
    ]);
    expect(await data('v1/did_management/usable?trunkId=6681')).toEqual([
      { id: 50033, did: '10021213', didName: '' },
    ]);
    expect(await data('v1/did_management?pageSize=50&search=10021211')).toEqual({
      pageSize: 50,
      pageNumber: 1,
      total: 1,
      list: [{ id: 50031, did: '10021211', didName: '', trunkIds: [6681], cloudPbxId: '1001' }],
    });
  });
});
