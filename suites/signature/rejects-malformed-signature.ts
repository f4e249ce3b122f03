import {
  assumeAcknowledged,
  defineRule,
  expectAcknowledged,
  expectRefused,
  messageToForge,
  type RuleContext,
  type Sent,
  tryEach,
  wasClosed,
} from '../../runner/rule-kit.ts';
import { malformedSignature } from '../../simulator/faults/malformed-signature.ts';
import {
  type Malformed,
  malformed,
  malformedTitles,
  malformedValues,
} from '../cases/malformed-signatures.ts';
import { showMalformed } from '../cases/show-case.ts';

export const rejectsMalformedSignature = defineRule({
  id: 'signature/rejects-malformed-signature',
  title: 'rejects a malformed signature with a 4xx, and continues to work',
  level: 'must',
  sentBy: 'anyone',
  severity: 'crashes',
  basis: 'derived',
  requirements: ['verify-signature'],
  why: 'Anyone on the internet can send a signature. If one makes the receiver throw an error, anyone can take it down.',
  fix: 'Compare the lengths first, then the bytes, and respond 401. timingSafeEqual throws if the lengths differ, hmac.compare_digest if the text is not ASCII.',
  inProduction:
    'In Node, timingSafeEqual throws if the lengths differ. If the receiver does not catch the error, one curl command ends the process, as often as someone sends it. If it does, the log fills with 500s and the on-call engineer is paged.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends messages with a malformed signature: arbitrary text, Base64 of another length, non-ASCII text, control characters, and 16 KiB of text. Then it sends generated signatures of the first four kinds.',
    'Your receiver must reject each of them with a 4xx. For control characters and the long signature, the HTTP server may close the connection instead.',
    'Hookswitch sends a genuine message again, which must get a 2xx.',
  ],
  lesson: 'compare-in-full',
  detects: 'rejected-genuine',
  explainedBy: ['signature/rejects-other-secret'],
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(messageToForge(ctx)));
    await tryEach(ctx, malformedValues, expectRejected);
    await ctx.forAll(malformed, (value) => expectRejected(ctx, value), { show: showMalformed });
    const note = 'a genuine message after several with malformed signatures';
    expectAcknowledged(ctx, await ctx.deliver(messageToForge(ctx), { note }));
  },
});

async function expectRejected(ctx: RuleContext, { kind, value }: Malformed): Promise<void> {
  const fault = malformedSignature(malformedTitles[kind], value);
  expectRefusedOrUnread(kind, await ctx.deliver(messageToForge(ctx), { fault }));
}

/**
 * Control characters and very long headers often do not reach the receiver's code: HTTP servers respond 400 or 431 themselves, and some
 * close the connection before that response can be read.
 */
function expectRefusedOrUnread(kind: Malformed['kind'], sent: Sent): void {
  const mayClose = kind === 'control' || kind === 'long';
  if (mayClose && wasClosed(sent.outcome)) return;
  expectRefused(sent);
}
