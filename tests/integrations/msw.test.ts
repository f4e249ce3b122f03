import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type YcmOpenApi, ycmOpenApi } from '../../integrations/msw.ts';
import { type Fleet, verify, Ycm } from '../../simulator/index.ts';

const secret = 'HookswitchExampleSecret32Letters';
const credentials = { clientId: 'kp9yyntmue', clientSecret: 'Z7wC807wK9zR77' };
const baseUrl = 'https://ycm.example.com';
const did = (n: number, sn?: string) => ({
  did: `1002121${n}`,
  didId: `5003${n}`,
  trunkId: n < 4 ? '6681' : '6682',
  trunkName: n < 4 ? 'register_2PNG39' : 'A1_07L3RG',
  ...(sn === undefined ? {} : { sn }),
});
const repository = {
  extensions: '20',
  concurrentCalls: '5',
  enableCallRecording: 'yes',
  recordingCapacity: '500',
  transcription: '0',
  receptionist: '0',
  receptionist_pack: '0',
  transcription_pack: '0',
};
const fleet: Fleet = {
  pbxs: [
    { sn: '36AAAAAAAAAAAAZK', repository },
    { sn: '36BBBBBBBBBBBBZK', repository },
  ],
  trunks: [
    { trunkId: '6681', trunkName: 'register_2PNG39' },
    { trunkId: '6682', trunkName: 'A1_07L3RG' },
  ],
  dids: [did(1, '36AAAAAAAAAAAAZK'), did(2, '36AAAAAAAAAAAAZK'), did(3), did(4)],
};

/** The requests to the webhook, each with its signature checked. */
let received: unknown[] = [];
const webhook = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  expect(verify(secret, bytes, String(request.headers['x-signature']))).toBe(true);
  received.push(JSON.parse(bytes.toString('utf8')));
  response.end();
});
const server = setupServer();
let ycm: Ycm;
let api: YcmOpenApi;
let token: string;

beforeAll(async () => {
  webhook.listen(0, '127.0.0.1');
  await once(webhook, 'listening');
  server.listen({ onUnhandledRequest: 'error' });
});
beforeEach(async () => {
  const { port } = webhook.address() as AddressInfo;
  received = [];
  ycm = new Ycm({
    fleet,
    now: () => 1_773_110_920,
    webhooks: [{ url: `http://127.0.0.1:${port}/`, secret }],
  });
  api = ycmOpenApi(ycm, { baseUrl, ...credentials });
  server.resetHandlers(...api.handlers);
  token = (await grant(known)).access_token;
});
afterAll(() => {
  server.close();
  webhook.close();
});

const known = {
  grant_type: 'client_credentials',
  client_id: credentials.clientId,
  client_secret: credentials.clientSecret,
};
const askToken = (form: Record<string, string>, method = 'POST', path = '') =>
  fetch(`${baseUrl}/dm/open_api/oauth/token${path}`, { method, body: new URLSearchParams(form) });
interface Grant {
  readonly access_token: string;
  readonly refresh_token: string;
}
const grant = async (form: Record<string, string>) => (await (await askToken(form)).json()) as Grant;

/** The body of a response, in many shapes. */
interface Answer {
  readonly status: string;
  readonly data: Readonly<Record<string, unknown>> & {
    readonly list: readonly { readonly cloudPbxId: number }[];
  };
}

async function call(method: string, path: string, body?: unknown, bearer = token) {
  const response = await fetch(`${baseUrl}/dm/open_api/${path}`, {
    method,
    headers: { Authorization: `Bearer ${bearer}`, 'User-Agent': 'OpenAPI' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const answer = (await response.json()) as Answer;
  await ycm.idle();
  return { status: response.status, answer, headers: response.headers };
}

const data = async (path: string) => {
  const { status, answer } = await call('GET', path);
  expect([status, answer.status]).toEqual([200, 'Success']);
  return answer.data;
};

const success = {
  status: 200,
  answer: { requestId: expect.stringMatching(/^[0-9a-f]{32}$/), status: 'Success', time: expect.any(Number) },
};
const failure = (status: number, message: string) => ({
  status,
  answer: {
    requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
    status: 'Failed',
    time: expect.any(Number),
    message: expect.stringContaining(message),
  },
});

describe('tokens', () => {
  it('are given to clients that know the secret, for 30 minutes', async () => {
    expect(await grant(known)).toEqual({
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      token_type: 'bearer',
      expires_in: 1800,
      jti: expect.any(String),
    });
  });

  it.each([
    [{ ...known, client_secret: 'wrong' }, 401, 'invalid_client'],
    [{ ...known, client_id: '' }, 401, 'invalid_client'],
    [{ ...known, grant_type: 'password' }, 400, 'unsupported_grant_type'],
    [{}, 400, 'invalid_request'],
    [{ grant_type: 'refresh_token', refresh_token: 'wrong' }, 400, 'invalid_grant'],
  ])('are not issued for %j', async (form, status, error) => {
    const response = await askToken(form as Record<string, string>);
    expect([response.status, await response.json()]).toEqual([status, { error }]);
  });

  it('are refreshed once each until they are revoked', async () => {
    const first = await grant(known);
    const refresh = (from: string) => askToken({ grant_type: 'refresh_token', refresh_token: from });
    const second = (await (await refresh(first.refresh_token)).json()) as Grant;
    expect((await call('GET', 'v1/shared_trunk/name/acl', undefined, second.access_token)).status).toBe(200);
    expect((await refresh(first.refresh_token)).status).toBe(400);
    const { grant_type: _, ...who } = known;
    const revoked = await askToken(who, 'DELETE', '/refresh_token');
    expect(await revoked.json()).toEqual({
      client_id: credentials.clientId,
      effect_time: expect.any(Number),
    });
    expect((await refresh(second.refresh_token)).status).toBe(400);
    expect((await askToken({ client_id: 'x' }, 'DELETE', '/refresh_token')).status).toBe(401);
  });

  it('must be valid: a wrong, missing or expired one is refused, and changes nothing', async () => {
    const body = { cloudPbxIds: [1001] };
    for (const bearer of ['wrong', '']) {
      const refused = await call('DELETE', 'v1/cloud_pbx/instances', body, bearer);
      expect(refused).toMatchObject(failure(401, 'access token'));
      expect(refused.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    }
    api.expireAccessTokens();
    expect(await call('DELETE', 'v1/cloud_pbx/instances', body)).toMatchObject(failure(401, 'expired'));
    expect(ycm.fleet).toBe(fleet);
    expect(received).toEqual([]);
  });
});

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

describe('ycmOpenApi', () => {
  it.each([
    [{ ...credentials, baseUrl: 'ycm.example.com' }, 'bad-url'],
    [{ ...credentials, baseUrl: 'https://user:pass@ycm.example.com' }, 'bad-url'],
    [{ ...credentials, clientId: '' }, 'bad-secret'],
    [{ clientId: 'a' }, 'bad-secret'],
  ])('refuses %j', (options, code) => {
    // @ts-expect-error One has no secret.
    expect(() => ycmOpenApi(ycm, options)).toThrow(
      expect.objectContaining({ name: 'HookswitchError', code }),
    );
  });

  it('needs numeric ids', () => {
    const named = new Ycm({ fleet: { ...fleet, dids: [{ ...did(1), didId: 'd1' }] } });
    expect(() => ycmOpenApi(named, credentials)).toThrow(
      expect.objectContaining({ code: 'bad-action', message: expect.stringContaining('"d1"') }),
    );
    expect(() => api.cloudPbxIdOf('36X')).toThrow(expect.objectContaining({ code: 'bad-action' }));
  });

  it("is served at the vendor's own address or under a path", async () => {
    server.resetHandlers(...ycmOpenApi(ycm, credentials).handlers);
    const own = await fetch('https://ycm.yeastar.com/dm/open_api/v1/shared_trunk/name/acl');
    expect(own.status).toBe(401);
    server.resetHandlers(
      ...ycmOpenApi(ycm, { ...credentials, baseUrl: 'http://localhost:3999/ycm/' }).handlers,
    );
    const under = await fetch('http://localhost:3999/ycm/dm/open_api/v1/shared_trunk/name/acl');
    expect(under.status).toBe(401);
  });
});
