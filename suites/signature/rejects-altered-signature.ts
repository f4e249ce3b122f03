import { alteration, alterationFault, fixedAlterations } from '../../runner/properties/altered-signatures.ts';
import { defineRule, didChange, expectAllRefused, given } from '../../runner/rule-kit.ts';
import { alteredSignature } from '../../simulator/faults/altered-signature.ts';

export const rejectsAlteredSignature = defineRule({
  id: 'signature/rejects-altered-signature',
  title:
    'refuses a signature that is not the genuine one to the letter: shortened, lengthened, changed, in other case',
  level: 'must',
  harm: 'open-to-forgers',
  basis: 'documented',
  requirements: ['compute-signature', 'verify-signature'],
  why: 'A comparison that forgives some characters leaves a forger that many fewer to guess.',
  fix: 'Compare the whole text of X-Signature with the expected one, case and length included, in constant time.',
  inProduction:
    'A comparison that looks at the beginning only, or ignores case, turns a guess of 256 bits into one of a few: a script finds a fitting signature overnight.',
  tried:
    'After a genuine message, sends messages whose genuine signature was put into lower or upper case, cut to four characters, cut at its end or beginning, or given a byte or a text too many. Then generated ones: shortened to any length, one character changed, one put in. All have to be refused. What still decodes to the genuine digest is left to signature/rejects-other-encoding.',
  lesson: 'compare-in-full',
  explainedBy: ['signature/rejects-other-secret', 'signature/refuses-calmly'],
  async run(ctx) {
    given(await ctx.deliver(didChange(ctx)));
    await expectAllRefused(
      ctx,
      fixedAlterations.map(([title, alter]) => alteredSignature(title, alter)),
    );
    await ctx.forAll(alteration, (drawn) => expectAllRefused(ctx, [alterationFault(drawn)]));
  },
});
