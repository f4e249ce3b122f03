import { defineRule, didChange, expectAllRefused, given } from '../../runner/rule-kit.ts';
import { weakDigest, weakDigests } from '../../simulator/faults/weak-digest.ts';

export const rejectsWeakDigest = defineRule({
  id: 'signature/rejects-weak-digest',
  title: 'refuses every digest but HMAC-SHA256',
  level: 'must',
  harm: 'open-to-forgers',
  basis: 'documented',
  requirements: ['compute-signature'],
  why: 'A digest without a key can be computed by anyone, and a receiver that takes several is only as strong as the weakest.',
  fix: 'Compute HMAC-SHA256 and nothing else; let neither the header nor its length choose the algorithm.',
  inProduction:
    'A receiver that also takes a plain SHA-256 takes what anyone can compute without the secret. One that lets the header choose the algorithm lets the forger choose it.',
  tried:
    'After a genuine message, sends messages signed with SHA-256 without a key (as Base64 and as hex), SHA-256 of secret and body and of body and secret, HMAC-SHA1 (as Base64, and as hex after sha1=), HMAC-MD5, MD5, and the word none. All have to be refused.',
  lesson: 'one-key-only',
  explainedBy: ['signature/rejects-other-secret', 'signature/refuses-calmly'],
  async run(ctx) {
    given(await ctx.deliver(didChange(ctx)));
    await expectAllRefused(
      ctx,
      weakDigests.map((digest) => weakDigest(digest)),
    );
  },
});
