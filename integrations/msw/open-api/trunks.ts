import { type HttpHandler, http } from 'msw';
import type { FleetDid } from '../../../simulator/index.ts';
import { type Directory, pbxNumberOf } from './directory.ts';
import { bodyOf, integers, numberIn } from './input.ts';
import { matching, paged } from './paged.ts';
import { endpoint, Refused } from './responses.ts';
import type { Tokens } from './tokens.ts';

/** Queries and deletes shared trunks and their DIDs. */
export function trunks(base: string, directory: Directory, tokens: Tokens): HttpHandler[] {
  const { ycm } = directory;
  const dids = `${base}/v1/did_management`;
  const holder = (sn: string | undefined) => {
    const listed = directory.listed().find(({ pbx }) => pbx.sn === sn);
    return listed ? { cloudPbxId: String(listed.entry.cloudPbxId) } : {};
  };

  return [
    http.get(
      dids,
      endpoint(tokens, ({ query }) => {
        const page = paged(
          matching(ycm.fleet.dids, query, ({ did }) => [did]),
          query,
        );
        return {
          ...page,
          list: page.list.map((did) => ({
            ...named(did),
            trunkIds: [pbxNumberOf(did.trunkId)],
            ...holder(did.sn),
          })),
        };
      }),
    ),
    http.get(
      `${dids}/usable`,
      endpoint(tokens, ({ query }) => {
        const trunkId = numberIn(query.get('trunkId'), 'trunkId');
        const isFree = (did: FleetDid) => did.sn === undefined && pbxNumberOf(did.trunkId) === trunkId;
        return ycm.fleet.dids.filter(isFree).map(named);
      }),
    ),
    http.delete(
      dids,
      endpoint(tokens, async ({ request }) => {
        const didIds = await idsIn(request);
        await ycm.act({ action: 'delete-dids', didIds });
      }),
    ),
    http.get(
      `${base}/v1/shared_trunk/name/acl`,
      endpoint(tokens, () =>
        ycm.fleet.trunks.map(({ trunkId, trunkName }) => ({
          id: pbxNumberOf(trunkId),
          name: trunkName,
          type: 'register',
        })),
      ),
    ),
    http.delete(
      `${base}/v1/shared_trunk`,
      endpoint(tokens, async ({ request }) => {
        const ids = await idsIn(request);
        const unknown = ids.find((id) => !ycm.fleet.trunks.some(({ trunkId }) => trunkId === id));
        if (unknown !== undefined) throw new Refused(404, `there is no trunk ${unknown}`);
        for (const trunkId of ids) await ycm.act({ action: 'delete-trunk', trunkId });
      }),
    ),
  ];
}

async function idsIn(request: Request): Promise<string[]> {
  return [...new Set(integers(await bodyOf(request), 'ids'))].map(String);
}

function named({ did, didId }: FleetDid) {
  return { id: pbxNumberOf(didId), did, didName: '' };
}
