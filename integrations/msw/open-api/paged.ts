import { numberIn } from './input.ts';
import { Refused } from './responses.ts';

/** "Default value: 10. Maximum value: 50." */
const [defaultSize, maxOnPage] = [10, 50];

/** The requested page of a list. @throws Refused. */
export function paged<T>(all: readonly T[], query: URLSearchParams) {
  const pageSize = numberIn(query.get('pageSize') ?? String(defaultSize), 'pageSize');
  const pageNumber = numberIn(query.get('pageNumber') ?? '1', 'pageNumber');
  if (pageSize > maxOnPage) throw new Refused(400, `pageSize must be at most ${maxOnPage}`);
  const from = (pageNumber - 1) * pageSize;
  return { pageSize, pageNumber, total: all.length, list: all.slice(from, from + pageSize) };
}

/** Entries with the search keyword in one of these texts, if there is one. */
export function matching<T>(all: readonly T[], query: URLSearchParams, texts: (one: T) => readonly string[]) {
  const keyword = query.get('search') ?? '';
  return all.filter((one) => texts(one).some((text) => text.includes(keyword)));
}
