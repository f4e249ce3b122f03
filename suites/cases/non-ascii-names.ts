import fc from 'fast-check';

/** One name for each script and kind that causes problems. */
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

/**
 * JSON encoders for web pages write these characters as escapes, so that the HMAC over JSON written again differs. As a tag, they would be
 * rejected by firewalls.
 */
const escapedForPages = ['R&D', '1 < 2 > 0 & on'];

/** Decoding a URL twice changes the first one, and fails at the second. */
const escapedForUrls = ['50%25 + %41', '100%'];

const allNames = [...nonAsciiNames, ...escapedForPages, ...escapedForUrls];

/** The usual size of a name column, in UTF-8: some count characters, some UTF-16 units, some bytes. The vendor gives no length. */
const maxNameBytes = 200;

const characters = [...new Set(allNames.flatMap((name) => [...name]))];

/** Made of single characters, so that a failing name shrinks to the one that matters. */
export const naming = fc.record({
  trunkName: fc
    .oneof(
      fc.string({
        unit: fc.constantFrom(...characters),
        minLength: 1,
        maxLength: maxNameBytes,
        size: 'max',
      }),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    )
    .map(beginning),
  isEscaped: fc.boolean(),
});

const longNames = allNames.map((name) => beginning(name.repeat(maxNameBytes)));

/** As many whole characters as fit. */
function beginning(text: string): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(maxNameBytes));
  return text.slice(0, read);
}

/** Each name as is and at maximum length, half of them escaped. */
export const namingExamples = [...allNames, ...longNames].map((trunkName, n) => ({
  trunkName,
  isEscaped: n % 2 === 1,
}));
