import { defineRule, deliverWithEach, didChange, fail, given, type Sent } from '../../runner/rule-kit.ts';
import { otherMethod } from '../../simulator/faults/other-method.ts';
import { isRejected } from '../../simulator/index.ts';

/** Methods that no correct receiver serves. Webhooks use GET or POST, and frameworks often answer HEAD and OPTIONS. */
export const otherMethods = ['PUT', 'PATCH', 'DELETE'];

export const rejectsOtherMethods = defineRule({
  id: 'method/rejects-other-methods',
  title: 'rejects PUT, PATCH and DELETE, which no webhook uses',
  level: 'should',
  harm: 'lenient',
  basis: 'derived',
  requirements: ['request-method'],
  why: 'Filters, rate limits and logs cover the method in use. Other methods bypass them.',
  fix: 'Route only the configured method, and respond 405 with Allow, or 404, to every other method.',
  inProduction:
    'The firewall, the rate limit and the alert are configured for POST. A PUT bypasses all of them, and a handler bound to every method accepts it.',
  tried:
    'Sends a genuine message, then messages that are genuine except for their method: PUT, PATCH and DELETE. Expects a 4xx or 501 for each.',
  lesson: 'one-route',
  async run(ctx) {
    given(await ctx.deliver(didChange(ctx)));
    const faults = otherMethods.map((method) => otherMethod(method));
    const served = (await deliverWithEach(ctx, faults)).find((sent) => !isRefusedMethod(sent));
    if (served) fail(`405, 404 or another 4xx for ${served.what}`, served);
  },
});

/** "501 (Not Implemented) … is the appropriate response when the server does not recognize the request method" (RFC 9110, 15.6.2). */
function isRefusedMethod(sent: Sent): boolean {
  return isRejected(sent.outcome) || (sent.outcome.kind === 'response' && sent.outcome.status === 501);
}
