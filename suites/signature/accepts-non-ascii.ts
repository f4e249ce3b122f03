import { naming } from '../../runner/properties/non-ascii-names.ts';
import { defineRule, didChange, expectAcknowledged, given } from '../../runner/rule-kit.ts';
import { serialise } from '../../simulator/index.ts';

export const acceptsNonAscii = defineRule({
  id: 'signature/accepts-non-ascii',
  title: 'accepts a genuine message with names in any script, written as UTF-8 or as escapes',
  level: 'must',
  harm: 'refuses-genuine',
  basis: 'documented',
  requirements: ['compute-signature'],
  why: 'The first customer with an umlaut, a Chinese name or an emoji in the name of a trunk is the one whose events are lost.',
  fix: 'Keep the body as bytes until the HMAC is computed; where it is text, it is UTF-8 and not Latin-1, and a database column has to hold four-byte characters.',
  inProduction:
    'A receiver that was tested in English alone meets a trunk named "Zürich Süd". Its HMAC is computed over a text in Latin-1, or over escapes, and does not fit; or the database refuses an emoji, and the message ends in a 500 at each try.',
  tried:
    'After a genuine message with a plain name, sends messages with generated names of trunks: Latin with accents, Cyrillic, Arabic, Chinese, Japanese, Korean, Thai, combined characters, emoji, quotes and backslashes, up to 200 characters, written as UTF-8 or as \\u escapes. Every one has to be acknowledged.',
  lesson: 'sign-raw-bytes',
  explainedBy: ['signature/accepts-any-formatting'],
  needs: ['carriage'],
  async run(ctx) {
    const message = (trunkName: string) => didChange(ctx, { trunkName });
    given(await ctx.deliver(message('trunk')));
    await ctx.forAll(naming, async ({ trunkName, isEscaped }) => {
      const bytes = serialise(message(trunkName), { ...ctx.run.profile, escapeNonAscii: isEscaped });
      const note = `a genuine message with a name written as ${isEscaped ? 'escapes' : 'UTF-8'}`;
      expectAcknowledged(ctx, await ctx.deliver(bytes, { note }));
    });
  },
});
