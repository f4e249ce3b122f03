import type { DeliveryRow } from '../../../../server/api/types.ts';
import type { DeliveryListFilter } from '../../../api.ts';

/** Merges rows into a list that is newest first: existing ones are replaced, newer ones are added before, older ones after. */
export function mergeRows(
  list: readonly DeliveryRow[],
  incoming: readonly DeliveryRow[],
): readonly DeliveryRow[] {
  if (incoming.length === 0) return list;
  const known = new Map(list.map((row, index) => [row.seq, index]));
  const merged = [...list];
  const added: DeliveryRow[] = [];
  for (const row of incoming) {
    const index = known.get(row.seq);
    if (index === undefined) added.push(row);
    else merged[index] = newerOf(row, merged[index]);
  }
  if (added.length === 0) return merged;
  added.sort((one, other) => other.seq - one.seq);
  const newest = merged[0]?.seq ?? 0;
  const oldest = merged.at(-1)?.seq ?? 0;
  const isApart = added.every(({ seq }) => seq > newest || seq < oldest);
  if (!isApart) return [...merged, ...added].sort((one, other) => other.seq - one.seq);
  return [...added.filter(({ seq }) => seq > newest), ...merged, ...added.filter(({ seq }) => seq < oldest)];
}

/** A response may be older than an event that overtook it, so a finished delivery doesn't become unfinished again. */
export function newerOf(row: DeliveryRow, old: DeliveryRow | undefined): DeliveryRow {
  return old === undefined || old.state === 'pending' || row.state !== 'pending' ? row : old;
}

/** Whether a row matches the filter, as far as the row shows. Only the server knows whether its message contains the text. */
export function isMatch(row: DeliveryRow, { state, webhook, event }: DeliveryListFilter): boolean {
  return (
    (state === undefined || row.state === state) &&
    (webhook === undefined || row.webhookId === webhook) &&
    (event === undefined || row.event === event)
  );
}
