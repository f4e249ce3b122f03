import { describe, expect, it } from 'vitest';
import {
  call,
  data,
  did,
  failure,
  fleet,
  received,
  repository,
  serveOpenApi,
  success,
  ycm,
} from './served-open-api.ts';

serveOpenApi();

describe('requests that change something and push webhooks', () => {
  const didReport = (event: string, dids: readonly number[]) => ({
    event,
    sn: '36AAAAAAAAAAAAZK',
    trunkDidInfoList: dids.map((n) => did(n)),
    updateTime: 1_773_110_920,
  });

  it('bind the named DIDs instead of the earlier ones, in one report', async () => {
    const body = {
      trunkDidRelations: [
        { trunkId: 6681, didIds: [50032, 50033] },
        { trunkId: 6682, didIds: [50034] },
      ],
    };
    expect(await call('PUT', 'v1/cloud_pbx/instances/1001/did', body)).toMatchObject(success);
    expect(received).toEqual([[didReport('did_change', [2, 3, 4])]]);
    expect(await data('v1/did_management/1001/did')).toEqual({ didIds: [50032, 50033, 50034] });
    await call('PUT', 'v1/cloud_pbx/instances/1001/did', body);
    expect(received).toHaveLength(1);
    await call('PUT', 'v1/cloud_pbx/instances/1001/did', { trunkDidRelations: [] });
    expect(received[1]).toEqual([didReport('did_change', [])]);
  });

  it('resize a PBX', async () => {
    const capacity = {
      extensionCapacity: 30,
      concurrentCallCapacity: 15,
      recordingStatus: 'Disabled',
      recordingCapacity: 600,
    };
    expect(await call('PUT', 'v1/cloud_pbx/instances/1001/capacity', capacity)).toMatchObject(success);
    expect(received).toEqual([
      [
        {
          modifier: expect.any(String),
          repository: {
            ...repository,
            extensions: '30',
            concurrentCalls: '15',
            enableCallRecording: 'no',
            recordingCapacity: '600',
          },
          sn: '36AAAAAAAAAAAAZK',
          updateTime: 1_773_110_920,
        },
      ],
    ]);
    expect(await data('v1/cloud_pbx/instances/1001')).toMatchObject(capacity);
    const less = { ...capacity, recordingCapacity: 599 };
    expect(await call('PUT', 'v1/cloud_pbx/instances/1001/capacity', less)).toMatchObject(
      failure(400, 'recordingCapacity'),
    );
  });

  const newPbx = {
    name: 'Branch',
    plan: 'Ultimate Plan',
    extensionCapacity: 10,
    concurrentCallCapacity: 2,
    recordingStatus: 'Enabled',
    recordingCapacity: 0,
    regionId: 1,
    subDomain: 'branch',
    domainId: 1,
    versionId: 1,
    type: 'Trial',
    customerIds: [1],
    upgradeInPbx: 'Enabled',
    im: 'Disabled',
    trunkDidRelations: [{ trunkId: 6681, didIds: [50033] }],
  };

  it('create a PBX with DIDs and a capacity', async () => {
    const { answer } = await call('POST', 'v1/cloud_pbx/instances', newPbx);
    const { sn, cloudPbxId } = answer.data;
    expect(sn).toMatch(/^36\d{12}ZK$/);
    expect(cloudPbxId).toBe(1003);
    expect(received).toHaveLength(2);
    expect(received.flat()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ event: 'did_change', sn, trunkDidInfoList: [did(3)] }),
        expect.objectContaining({
          sn,
          repository: expect.objectContaining({ extensions: '10', enableCallRecording: 'no' }),
        }),
      ]),
    );
    expect(await data('v1/cloud_pbx/instances/1003')).toMatchObject({
      name: 'Branch',
      plan: 'Ultimate Plan',
      type: 'Trial',
      recordingStatus: 'Disabled',
    });
    const next = await call('POST', 'v1/cloud_pbx/instances', { ...newPbx, trunkDidRelations: undefined });
    expect(next.answer.data.sn).not.toBe(sn);
  });

  it.each(Object.keys(newPbx).filter((name) => name !== 'trunkDidRelations'))(
    'are refused without %s',
    async (name) => {
      expect(await call('POST', 'v1/cloud_pbx/instances', { ...newPbx, [name]: undefined })).toMatchObject(
        failure(400, name),
      );
      expect(ycm.fleet).toBe(fleet);
    },
  );

  it('delete PBXs, DIDs and trunks', async () => {
    expect(await call('DELETE', 'v1/did_management', { ids: [50032] })).toMatchObject(success);
    expect(await call('DELETE', 'v1/cloud_pbx/instances', { cloudPbxIds: [1002] })).toMatchObject(success);
    expect(await call('DELETE', 'v1/shared_trunk', { ids: [6681, 6682] })).toMatchObject(success);
    expect(received).toEqual([[didReport('did_delete', [1])], [didReport('trunk_delete', [])]]);
    expect(ycm.fleet.pbxs.map(({ sn }) => sn)).toEqual(['36AAAAAAAAAAAAZK']);
    expect(ycm.fleet.trunks).toEqual([]);
  });

  it.each([
    ['PUT', 'v1/cloud_pbx/instances/999/did', { trunkDidRelations: [] }, 404, '999'],
    ['PUT', 'v1/cloud_pbx/instances/x/did', { trunkDidRelations: [] }, 400, 'cloudPbxId'],
    ['PUT', 'v1/cloud_pbx/instances/1001/did', {}, 400, 'trunkDidRelations'],
    ['PUT', 'v1/cloud_pbx/instances/1001/did', { trunkDidRelations: [{ trunkId: 6681 }] }, 400, 'didIds'],
    [
      'PUT',
      'v1/cloud_pbx/instances/1001/did',
      { trunkDidRelations: [{ trunkId: 6682, didIds: [50033] }] },
      404,
      '50033',
    ],
    [
      'PUT',
      'v1/cloud_pbx/instances/1002/did',
      { trunkDidRelations: [{ trunkId: 6681, didIds: [50033, 50031] }] },
      400,
      '36AAAAAAAAAAAAZK',
    ],
    ['PUT', 'v1/cloud_pbx/instances/1001/capacity', '[]', 400, 'JSON object'],
    ['PUT', 'v1/cloud_pbx/instances/1001/capacity', '{"a":', 400, 'JSON object'],
    ['PUT', 'v1/cloud_pbx/instances/1001/capacity', { extensionCapacity: '30' }, 400, 'extensionCapacity'],
    ['DELETE', 'v1/cloud_pbx/instances', { cloudPbxIds: [1001, 999] }, 404, '999'],
    ['DELETE', 'v1/did_management', { ids: [50031, 1] }, 400, '"1"'],
    ['DELETE', 'v1/shared_trunk', { ids: [6681, 1] }, 404, '1'],
    ['GET', 'v2/cloud_pbx/instances?pageSize=51', undefined, 400, 'pageSize'],
    ['GET', 'v2/cloud_pbx/instances?pageNumber=0', undefined, 400, 'pageNumber'],
    ['GET', 'v2/cloud_pbx/instances?sort=name', undefined, 400, 'sort'],
    ['GET', 'v1/shared_trunk/pbx/used', undefined, 400, 'cloudPbxId'],
  ])('are refused if impossible: %s %s %j', async (method, path, body, status, reason) => {
    const refused = await call(method, path, body);
    expect(refused).toMatchObject(failure(status, reason));
    expect(Object.keys(refused.answer).sort()).toEqual(['message', 'requestId', 'status', 'time']);
    expect(ycm.fleet).toBe(fleet);
    expect(received).toEqual([]);
  });

  it('are refused with a body of more than 1 MiB', async () => {
    const large = { cloudPbxIds: [1001], padding: 'x'.repeat(1024 * 1024) };
    expect(await call('DELETE', 'v1/cloud_pbx/instances', large)).toMatchObject(failure(400, '1 MiB'));
    expect(ycm.fleet).toBe(fleet);
  });
});
