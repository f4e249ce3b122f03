import {
  assumeAcknowledged,
  defineRule,
  deliverWithEach,
  didChange,
  fail,
  wasClosed,
} from '../../runner/rule-kit.ts';
import { otherMethod } from '../../simulator/faults/other-method.ts';
import { isRejected, type Outcome } from '../../simulator/index.ts';

/** Methods that no correct receiver serves. Webhooks use GET or POST, and frameworks often answer HEAD and OPTIONS. */
export const otherMethods = ['PUT', 'PATCH', 'DELETE'];

export const rejectsOtherMethods = defineRule({
  id: 'method/rejects-other-methods',
  title: 'rejects PUT, PATCH and DELETE, which no webhook uses',
  level: 'may',
  sentBy: 'nobody',
  severity: 'lenient',
  basis: 'derived',
  requirements: ['request-method'],
  why: 'Filters, rate limits and logs cover only the method in use. Other methods bypass them.',
  fix: 'Route only the configured method, and respond 405 with Allow, or 404, to every other method.',
  inProduction:
    'The firewall, the rate limit and the alert are configured for POST. A PUT bypasses all of them and reaches a handler that is registered for every method.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends messages that are genuine except for their method: PUT, PATCH and DELETE.',
    'Your receiver must respond to each with a 4xx or 501, or close the connection and then respond to a genuine message with a 2xx.',
  ],
  lesson: 'one-route',
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(didChange(ctx)));
    const faults = otherMethods.map((method) => otherMethod(method));
    const sent = await deliverWithEach(ctx, faults);
    const served = sent.find(({ outcome }) => !isRefusedMethod(outcome) && !wasClosed(outcome));
    if (served) fail(`405, 404 or another 4xx for ${served.what}`, served);
    const closed = sent.find(({ outcome }) => wasClosed(outcome));
    if (!closed) return;
    const { isAcknowledged } = await ctx.deliver(didChange(ctx), {
      note: `a genuine message after ${closed.what}`,
    });
    if (!isAcknowledged) fail(`405, 404 or another 4xx for ${closed.what}`, closed);
  },
});

/** "501 (Not Implemented) … is the appropriate response when the server does not recognize the request method" (RFC 9110, 15.6.2). */
function isRefusedMethod(outcome: Outcome): boolean {
  return isRejected(outcome) || (outcome.kind === 'response' && outcome.status === 501);
}
