/** Nested arrays or objects. */
export function nested(levels: number, open = '[', close = ']', core = ''): string {
  return open.repeat(levels) + core + close.repeat(levels);
}

/** Names that every object inherits. */
export const inheritedNames = ['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf'] as const;

/** Unexpected JSON: nested deeper than the stack allows, of the wrong shape, with keys that every object inherits. */
export const hostileJson: readonly string[] = [
  ...[1000, 3000, 5000, 100_000, 400_000].flatMap((levels) => [
    nested(levels),
    nested(levels, '{"a":', '}', '1'),
  ]),
  `{"a":${nested(5000)},"b":${nested(5000, '[{"a":', '}]', '1')}}`,
  // Not closed, and closed once too often.
  '['.repeat(400_000),
  `${nested(5000)}]`,
  '[1,null,{"id":5}]',
  '[]',
  '{}',
  'null',
  '5',
  '"text"',
  '[[[]]]',
  '{"results":[1,null,{"id":5}]}',
  `{${inheritedNames.map((name) => `"${name}":{"a":1}`).join(',')}}`,
  `[{${inheritedNames.map((name) => `"${name}":null`).join(',')}}]`,
  `"${'x'.repeat(100_000)}"`,
  '1e999',
];
