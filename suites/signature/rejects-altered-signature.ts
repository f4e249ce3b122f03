import { assumeAcknowledged, defineRule, expectAllRefused, messageToForge } from '../../runner/rule-kit.ts';
import { alteredSignature } from '../../simulator/faults/altered-signature.ts';
import { alteration, alterationFault, fixedAlterations } from '../cases/altered-signatures.ts';
import { showAlteration } from '../cases/show-case.ts';

export const rejectsAlteredSignature = defineRule({
  id: 'signature/rejects-altered-signature',
  title:
    'rejects a signature that is not exactly the genuine one: shortened, extended, changed, or in another case',
  level: 'must',
  sentBy: 'anyone',
  severity: 'open-to-forgers',
  basis: 'documented',
  requirements: ['compute-signature', 'verify-signature'],
  why: 'If a comparison ignores some characters, an attacker has fewer to guess.',
  fix: 'Compare the whole text of X-Signature with the expected one in constant time, including case and length.',
  inProduction:
    'Comparing only the first four characters reduces the bits to guess from 256 to 24. A script finds a matching signature overnight.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends messages whose genuine signature was changed to lower or upper case, cut to four characters, cut at its end or beginning, or extended by a byte or some text.',
    'It sends messages with generated signatures: shortened to any length, or with one character changed or inserted.',
    'Your receiver must reject each of them with a 4xx. The rule signature/rejects-other-encoding checks signatures that still decode to the genuine digest.',
  ],
  lesson: 'compare-in-full',
  detects: 'altered-signature',
  explainedBy: ['signature/rejects-other-secret', 'signature/rejects-malformed-signature'],
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(messageToForge(ctx)));
    await expectAllRefused(
      ctx,
      fixedAlterations.map(([title, alter]) => alteredSignature(title, alter)),
    );
    await ctx.forAll(alteration, (generated) => expectAllRefused(ctx, [alterationFault(generated)]), {
      show: showAlteration,
    });
  },
});
