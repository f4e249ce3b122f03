import fc from 'fast-check';
import { expectAcknowledged, given } from '../../runner/context/expect.ts';
import { defineRule } from '../../runner/rule.ts';
import { didReport, serialise } from '../../simulator/index.ts';

export const acceptsNonAscii = defineRule({
  id: 'signature/accepts-non-ascii',
  title: 'accepts a genuine message with names in any script, written as UTF-8 or as escapes',
  level: 'must',
  basis: 'documented',
  requirements: ['compute-signature'],
  why: 'The first customer with an umlaut, a Chinese name or an emoji in the name of a trunk is the one whose events are lost.',
  hint: 'Keep the body as bytes until the HMAC is computed; where it is text, it is UTF-8 and not Latin-1, and a database column has to hold four-byte characters.',
  inProduction:
    'A receiver that was tested in English alone meets a trunk named "Zürich Süd". Its HMAC is computed over a text in Latin-1, or over escapes, and does not fit; or the database refuses an emoji, and the message ends in a 500 at each try.',
  tried:
    'After a genuine message with a plain name, sends messages with generated names of trunks: Latin with accents, Cyrillic, Arabic, Chinese, Japanese, Korean, Thai, combined characters, emoji, quotes and backslashes, up to 200 characters, written as UTF-8 or as \\u escapes. Every one has to be acknowledged.',
  lesson: 'sign-raw-bytes',
  explainedBy: ['signature/accepts-any-formatting'],
  needs: ['carriage'],
  async run(ctx) {
    const message = (trunkName: string) => {
      const dids = ctx.dids(1).map((did) => ({ ...did, trunkName }));
      return [didReport({ sn: ctx.serial(), dids, updateTime: ctx.updateTime() })];
    };
    given(await ctx.deliver(message('trunk')));
    await ctx.forAll(naming, async ({ trunkName, isEscaped }) => {
      const bytes = serialise(message(trunkName), { ...ctx.run.profile, escapeNonAscii: isEscaped });
      const note = `a genuine message with a name written as ${isEscaped ? 'escapes' : 'UTF-8'}`;
      expectAcknowledged(ctx, await ctx.deliver(bytes, { note }));
    });
  },
});

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

const naming = fc.record({
  trunkName: name.map((text) => [...text].slice(0, longestName).join('')),
  isEscaped: fc.boolean(),
});
