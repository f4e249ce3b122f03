import { type HttpHandler, http } from 'msw';
import { didsOf, type Repository } from '../../../simulator/index.ts';
import { type Directory, pbxNumberOf } from './directory.ts';
import {
  type Body,
  bodyOf,
  choiceField,
  integerField,
  integers,
  numberIn,
  relations,
  textField,
} from './input.ts';
import { matching, paged } from './paged.ts';
import { endpoint, Refused } from './responses.ts';
import type { Tokens } from './tokens.ts';

type Listed = ReturnType<Directory['find']>;

const onOff = ['Enabled', 'Disabled'] as const;

/** Queries, creates, resizes and deletes Cloud PBXs, and binds DIDs. Changes push webhooks. */
export function cloudPbxs(base: string, directory: Directory, tokens: Tokens): HttpHandler[] {
  const { ycm } = directory;
  const instances = `${base}/v1/cloud_pbx/instances`;
  const found = (params: { readonly cloudPbxId?: unknown }) =>
    directory.find(numberIn(params.cloudPbxId, 'cloudPbxId'));

  return [
    http.get(
      `${base}/v2/cloud_pbx/instances`,
      endpoint(tokens, ({ query }) => {
        const sorted = inOrder(directory.listed(), query.get('sort'));
        const wanted = matching(sorted, query, ({ pbx, entry }) => [pbx.sn, entry.name]);
        const page = paged(wanted, query);
        return { ...page, list: page.list.map(information) };
      }),
    ),
    http.get(
      `${instances}/:cloudPbxId`,
      endpoint(tokens, ({ params }) => information(found(params))),
    ),
    http.post(
      instances,
      endpoint(tokens, async ({ request }) => create(directory, await bodyOf(request))),
    ),
    http.put(
      `${instances}/:cloudPbxId/capacity`,
      endpoint(tokens, async ({ request, params }) => {
        const repository = capacityIn(await bodyOf(request));
        const { pbx } = found(params);
        if (Number(repository.recordingCapacity) < Number(pbx.repository.recordingCapacity)) {
          throw new Refused(400, 'recordingCapacity must not be reduced');
        }
        await ycm.act({ action: 'resize', sn: pbx.sn, repository });
      }),
    ),
    http.put(
      `${instances}/:cloudPbxId/did`,
      endpoint(tokens, async ({ request, params }) => {
        const didIds = boundIn(directory, await bodyOf(request));
        await ycm.act({ action: 'bind-dids', sn: found(params).pbx.sn, didIds });
      }),
    ),
    http.delete(
      instances,
      endpoint(tokens, async ({ request }) => {
        const ids = new Set(integers(await bodyOf(request), 'cloudPbxIds'));
        for (const { pbx } of [...ids].map((id) => directory.find(id)))
          await ycm.act({ action: 'delete-pbx', sn: pbx.sn });
      }),
    ),
    http.get(
      `${base}/v1/did_management/:cloudPbxId/did`,
      endpoint(tokens, ({ params }) => ({
        didIds: didsOf(ycm.fleet, found(params).pbx.sn).map(({ didId }) => pbxNumberOf(didId)),
      })),
    ),
    http.get(
      `${base}/v1/shared_trunk/pbx/used`,
      endpoint(tokens, ({ query }) => {
        const { pbx } = found({ cloudPbxId: query.get('cloudPbxId') });
        const trunkIds = didsOf(ycm.fleet, pbx.sn).map(({ trunkId }) => pbxNumberOf(trunkId));
        return { sharedTrunkIds: [...new Set(trunkIds)] };
      }),
    ),
  ];
}

async function create(directory: Directory, body: Body) {
  const details = {
    name: textField(body, 'name'),
    plan: choiceField(body, 'plan', ['Enterprise Plan', 'Ultimate Plan']),
    type: choiceField(body, 'type', ['Trial', 'Commercial']),
  };
  for (const name of ['regionId', 'domainId', 'versionId']) integerField(body, name);
  textField(body, 'subDomain');
  integers(body, 'customerIds');
  for (const name of ['upgradeInPbx', 'im']) choiceField(body, name, onOff);
  const repository = capacityIn(body);
  const didIds = body.trunkDidRelations === undefined ? [] : boundIn(directory, body);
  const sn = directory.newSerial();
  // "If you set the parameter to 0, the call recording feature of the Cloud PBX will be disabled."
  const enableCallRecording = repository.recordingCapacity === '0' ? 'no' : repository.enableCallRecording;
  await directory.ycm.act({
    action: 'create-pbx',
    sn,
    didIds,
    repository: { ...repository, enableCallRecording },
  });
  return { cloudPbxId: directory.add(sn, details).cloudPbxId, sn };
}

/** In webhooks, every value is a string. */
function capacityIn(body: Body) {
  const repository = {
    extensions: String(integerField(body, 'extensionCapacity')),
    concurrentCalls: String(integerField(body, 'concurrentCallCapacity')),
    enableCallRecording: choiceField(body, 'recordingStatus', onOff) === 'Enabled' ? 'yes' : 'no',
    recordingCapacity: String(integerField(body, 'recordingCapacity')),
  };
  return repository satisfies Partial<Repository>;
}

/** The listed DIDs. Each must belong to the trunk given with it. */
function boundIn({ ycm }: Directory, body: Body): readonly string[] {
  return relations(body).flatMap(({ trunkId, didIds }) =>
    didIds.map((id) => {
      const isMeant = (did: { didId: string; trunkId: string }) =>
        pbxNumberOf(did.didId) === id && pbxNumberOf(did.trunkId) === trunkId;
      const did = ycm.fleet.dids.find(isMeant);
      if (did) return did.didId;
      throw new Refused(404, `the trunk ${trunkId} has no DID ${id}`);
    }),
  );
}

function information({ pbx: { sn, repository }, entry }: Listed) {
  return {
    cloudPbxId: entry.cloudPbxId,
    pbxStatus: 'Running',
    activationStatus: 'Activated',
    name: entry.name,
    sn,
    plan: entry.plan,
    extensionCapacity: Number(repository.extensions),
    concurrentCallCapacity: Number(repository.concurrentCalls),
    recordingStatus: repository.enableCallRecording === 'yes' ? 'Enabled' : 'Disabled',
    recordingCapacity: Number(repository.recordingCapacity),
    type: entry.type,
    createTime: entry.createTime,
  };
}

/** Ids grow with creation time. */
function inOrder(all: readonly Listed[], sort: string | null): readonly Listed[] {
  switch (sort) {
    case null:
    case 'cloudPbxId':
    case 'createTime':
      return all;
    case '-cloudPbxId':
    case '-createTime':
      return all.toReversed();
    default:
      throw new Refused(400, 'sort must be cloudPbxId or createTime, with or without a - before it');
  }
}
