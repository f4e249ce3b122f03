import { queryParameters } from '../listener/message/query.ts';

/** The `name=value` pair of a URL's query, as written; undefined if there is none. Pure. */
export function pairOf(url: string, name: string): string | undefined {
  return pairsOf(url).find((pair) => isNamed(pair, name));
}

/** The URL without this parameter. The rest is unchanged. Pure. */
export function withoutPair(url: string, name: string): string {
  const others = pairsOf(url).filter((pair) => !isNamed(pair, name));
  const [path = ''] = url.split('?', 1);
  return others.length === 0 ? path : `${path}?${others.join('&')}`;
}

/** The URL with this pair added to its query. Pure. */
export function withPair(url: string, pair: string): string {
  const [plain = ''] = url.split('#', 1);
  return `${plain}${plain.includes('?') ? '&' : '?'}${pair}`;
}

function pairsOf(url: string): string[] {
  const start = url.indexOf('?');
  if (start < 0) return [];
  const [query = ''] = url.slice(start + 1).split('#', 1);
  return query.split('&');
}

function isNamed(pair: string, name: string): boolean {
  return queryParameters(`?${pair}`)[0]?.name === name;
}
