import {
  type Malformed,
  malformed,
  malformedTitles,
  malformedValues,
} from '../../runner/properties/malformed-signatures.ts';
import {
  defineRule,
  didChange,
  expectAcknowledged,
  expectRefused,
  given,
  type Sent,
} from '../../runner/rule-kit.ts';
import { malformedSignature } from '../../simulator/faults/malformed-signature.ts';

export const refusesCalmly = defineRule({
  id: 'signature/refuses-calmly',
  title: 'refuses a malformed signature with a 4xx, and goes on serving',
  level: 'must',
  harm: 'crashes',
  basis: 'derived',
  requirements: ['verify-signature'],
  why: 'Anyone on the internet can send a signature: one that makes the receiver throw is a way to switch it off.',
  fix: 'Compare bytes, and their lengths first, then answer 401: timingSafeEqual throws on other lengths, hmac.compare_digest on non-ASCII text.',
  inProduction:
    'In Node, timingSafeEqual throws when the lengths differ. Where nobody catches that, one line of curl ends the process, as often as somebody sends it; where somebody does, the log fills with 500s and the pager rings.',
  tried:
    'After a genuine message, sends messages whose signature is other text, Base64 of another length, non-ASCII text, text with control characters, or 16 KiB long; then generated ones of these kinds. Each has to be answered with a 4xx. For control characters and the long one the HTTP server may close the connection instead. At the end a genuine message has to be acknowledged.',
  lesson: 'compare-in-full',
  explainedBy: ['signature/rejects-other-secret'],
  async run(ctx) {
    const refuses = async ({ kind, value }: Malformed) => {
      const fault = malformedSignature(malformedTitles[kind], value);
      expectRefusedOrUnread(kind, await ctx.deliver(didChange(ctx), { fault }));
    };
    given(await ctx.deliver(didChange(ctx)));
    await Promise.all(malformedValues.map(refuses));
    await ctx.forAll(malformed, refuses);
    const note = 'a genuine message after several with malformed signatures';
    expectAcknowledged(ctx, await ctx.deliver(didChange(ctx), { note }));
  },
});

/**
 * Control characters and very long headers are often not for the receiver's code to see: HTTP servers answer 400 or 431 themselves,
 * and some close the connection before that answer can be read.
 */
function expectRefusedOrUnread(kind: Malformed['kind'], sent: Sent): void {
  const mayClose = kind === 'control' || kind === 'long';
  const { outcome } = sent;
  if (mayClose && outcome.kind === 'connection-failed' && outcome.phase !== 'connect') return;
  expectRefused(sent);
}
