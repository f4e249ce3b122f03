import type {
  DeliverySearch,
  NumberedDelivery,
  SearchableJournal,
} from '../../../simulator/journal/journal.ts';

/** How many are in memory at once, since each may contain long responses. */
const pageSize = 64;

/** Every matching delivery, newest first, without holding all of them in memory. */
export function* newestFirst(
  journal: SearchableJournal,
  { first = 1, state }: Partial<Pick<DeliverySearch, 'first' | 'state'>>,
): Generator<NumberedDelivery> {
  for (let last = journal.lastSeq; last >= first; ) {
    const page = journal.search({ first, last, state, limit: pageSize });
    yield* page;
    if (page.length < pageSize) return;
    last = (page.at(-1)?.seq ?? first) - 1;
  }
}
