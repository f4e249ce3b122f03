import fc from 'fast-check';

/** One of each script and kind that trips readers up. */
export const nonAsciiNames = [
  'Zürich Süd – Œuvre',
  'Москва, линия №1',
  'السنترال الرئيسي',
  '本社の内線／共有中继',
  '대한민국 “지점”',
  'หัวหน้า',
  'café and cafe\u0301',
  '\u{1F4DE} \u{1F468}\u200D\u{1F469}\u200D\u{1F467} \u{20BB7}',
  `'single' "double" \\ back / slash`,
];

/** What a column for names holds in most systems; the vendor gives no length. */
const longestName = 200;

const name = fc.oneof(
  fc.constantFrom(...nonAsciiNames),
  fc.constantFrom(...nonAsciiNames).map((text) => text.repeat(longestName)),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
);

export const naming = fc.record({
  trunkName: name.map((text) => [...text].slice(0, longestName).join('')),
  isEscaped: fc.boolean(),
});
