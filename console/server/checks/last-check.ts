import { type LastCheck, updatedLast } from '../../../check/index.ts';
import type { Report } from '../../../schemas/index.ts';
import type { CheckRow } from '../api/types.ts';
import type { CheckStore } from '../state/store.ts';

/** How many earlier checks are read. If a check covers only some rules, the others keep their earlier results. */
const maxRead = 5;

/** The last check of the same receiver; undefined if none is stored. */
export function lastCheckOf({ url, method }: CheckRow, store: CheckStore): LastCheck | undefined {
  return store
    .rows()
    .filter((row) => row.state === 'done' && row.url === url && row.method === method)
    .slice(0, maxRead)
    .reverse()
    .reduce<LastCheck | undefined>((last, { id }) => {
      const report = store.get(id)?.report as Report | undefined;
      return report ? updatedLast(last, report) : last;
    }, undefined);
}
