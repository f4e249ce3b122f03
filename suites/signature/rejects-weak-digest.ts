import { assumeAcknowledged, defineRule, expectAllRefused, messageToForge } from '../../runner/rule-kit.ts';
import { weakDigest, weakDigests } from '../../simulator/faults/weak-digest.ts';

export const rejectsWeakDigest = defineRule({
  id: 'signature/rejects-weak-digest',
  title: 'rejects every digest other than HMAC-SHA256',
  level: 'must',
  sentBy: 'anyone',
  severity: 'open-to-forgers',
  basis: 'documented',
  requirements: ['compute-signature'],
  why: 'Anyone can compute an unkeyed digest. A receiver that accepts several digests is only as strong as the weakest one.',
  fix: "Compute HMAC-SHA256 and nothing else. Don't let the header or its length choose the algorithm.",
  inProduction:
    'If a receiver also accepts plain SHA-256, anyone can sign messages without the secret. If the header may choose the algorithm, the forger chooses it.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends messages that are signed with SHA-256, MD5, HMAC-SHA1 and HMAC-MD5. SHA-256 is computed from the body (as Base64 and as hex), and from the body with the secret before or after it. HMAC-SHA1 is sent as Base64, and as hex after sha1=. One more message has "none" as its signature.',
    'Your receiver must reject each of them with a 4xx.',
  ],
  lesson: 'one-key-only',
  explainedBy: ['signature/rejects-other-secret', 'signature/rejects-malformed-signature'],
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(messageToForge(ctx)));
    await expectAllRefused(
      ctx,
      weakDigests.map((digest) => weakDigest(digest)),
    );
  },
});
