/** A query parameter and its value as bytes, which need not be UTF-8. */
export interface QueryParameter {
  readonly name: string;
  /** As web frameworks read it: + means a space. */
  readonly value: Buffer;
  /** As RFC 3986 reads it, if different: + means a +. */
  readonly plainValue: Buffer;
}

const maxParameters = 100;

/** The query parameters of a request target, in order. */
export function queryParameters(target: string): QueryParameter[] {
  const start = target.indexOf('?');
  if (start < 0) return [];
  const [query = ''] = target.slice(start + 1).split('#', 1);
  return query.split('&', maxParameters).map((pair) => {
    const equals = pair.indexOf('=');
    const name = equals < 0 ? pair : pair.slice(0, equals);
    const value = equals < 0 ? '' : pair.slice(equals + 1);
    return {
      name: decoded(name.replaceAll('+', ' ')).toString('utf8'),
      value: decoded(value.replaceAll('+', ' ')),
      plainValue: decoded(value),
    };
  });
}

/** An invalid escape is kept. */
function decoded(text: string): Buffer {
  const bytes = text.replace(/%([0-9a-f]{2})/gi, (_escape, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1');
}
