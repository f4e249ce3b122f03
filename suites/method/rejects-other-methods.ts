import {
  assumeAcknowledged,
  defineRule,
  didChange,
  expectSameState,
  fail,
  markOf,
  mentions,
  wasClosed,
} from '../../runner/rule-kit.ts';
import { otherMethod } from '../../simulator/faults/other-method.ts';
import { isRejected, type Outcome } from '../../simulator/index.ts';

/** Methods that no correct receiver serves. Webhooks use GET or POST, and frameworks often answer HEAD and OPTIONS. */
export const otherMethods = ['PUT', 'PATCH', 'DELETE'];

export const rejectsOtherMethods = defineRule({
  id: 'method/rejects-other-methods',
  title: 'rejects PUT, PATCH and DELETE, which no webhook uses, and applies none of them',
  level: 'may',
  sentBy: 'nobody',
  severity: 'lenient',
  basis: 'derived',
  requirements: ['request-method'],
  why: 'Filters, rate limits and logs cover only the method in use. Other methods bypass them.',
  fix: "Check the method first: route only the configured one, and respond 405 with Allow, or 404, to every other method. Don't use a catch-all handler.",
  inProduction:
    "A filter in front of the receiver allows POST only from YCM's address. Anyone who has one genuine message can send it with DELETE, which bypasses the filter and reaches a handler that is registered for every method.",
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends messages that are genuine except for their method: PUT, PATCH and DELETE, each with its own DID.',
    'Your receiver must respond to each with a 4xx or 501, or close the connection and then respond to a genuine message with a 2xx.',
    'If an observer shows DIDs, the state must not change.',
  ],
  lesson: 'one-route',
  async run(ctx) {
    const sn = ctx.serial();
    assumeAcknowledged(await ctx.deliver(didChange(ctx)));
    const before = ctx.sees.dids ? await ctx.observe(sn) : undefined;
    const sendings = otherMethods.map((method) => ({ fault: otherMethod(method), dids: ctx.dids(1) }));
    const sent = await Promise.all(
      sendings.map(({ fault, dids }) => ctx.deliver(didChange(ctx, { sn, dids }), { fault })),
    );
    const served = sent.find(({ outcome }) => !isRefusedMethod(outcome) && !wasClosed(outcome));
    if (served) fail(`405, 404 or another 4xx for ${served.what}`, served);
    const closed = sent.find(({ outcome }) => wasClosed(outcome));
    if (closed) {
      const note = `a genuine message after ${closed.what}`;
      const { isAcknowledged } = await ctx.deliver(didChange(ctx), { note });
      if (!isAcknowledged) fail(`405, 404 or another 4xx for ${closed.what}`, closed);
    }
    if (before === undefined) return;
    const after = await ctx.observeQuiet(sn);
    const applied = sendings.find(({ dids }) => dids.some((info) => mentions(after, markOf(ctx, info))));
    // Messages of other rules change a state that PBXs share.
    const { marks, allAtOnce, oneState } = ctx.sees;
    if (marks ? applied : !allAtOnce && !oneState)
      expectSameState(before, after, `after a message ${applied?.fault.title ?? 'with another method'}`);
  },
});

/** "501 (Not Implemented) … is the appropriate response when the server does not recognize the request method" (RFC 9110, 15.6.2). */
function isRefusedMethod(outcome: Outcome): boolean {
  return isRejected(outcome) || (outcome.kind === 'response' && outcome.status === 501);
}
