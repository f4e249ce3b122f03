/** A query parameter with its value as bytes: what is carried need not be UTF-8. */
export interface QueryParameter {
  readonly name: string;
  /** As web frameworks read it: a + is a space. */
  readonly value: Buffer;
  /** As RFC 3986 has it, when that differs: a + is a +. */
  readonly plainValue: Buffer;
}

const maxParameters = 100;

/** The parameters of a request target, in their order. */
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

/** What is no escape stays as it is. */
function decoded(text: string): Buffer {
  const bytes = text.replace(/%([0-9a-f]{2})/gi, (_escape, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1');
}
