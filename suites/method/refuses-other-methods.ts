import {
  defineRule,
  deliverWithEach,
  didChange,
  fail,
  given,
  isRefused,
  type Sent,
} from '../../runner/rule-kit.ts';
import { otherMethod } from '../../simulator/faults/other-method.ts';

/** GET and POST are both methods of a webhook, HEAD and OPTIONS are often answered by the framework: no right receiver serves these. */
export const otherMethods = ['PUT', 'PATCH', 'DELETE'];

export const refusesOtherMethods = defineRule({
  id: 'method/refuses-other-methods',
  title: 'refuses messages by methods that no webhook has: PUT, PATCH and DELETE',
  level: 'should',
  harm: 'lenient',
  basis: 'derived',
  requirements: ['request-method'],
  why: 'What is open to every method has doors that nobody watches: filters and logs are set up for the one that is used.',
  fix: 'Route the one method only, and answer 405 with Allow, or 404, to every other.',
  inProduction:
    'The firewall, the rate limit and the alert are set up for POST. What comes by PUT passes them all, and the handler takes it, since it was bound to every method.',
  tried:
    'After a genuine message, sends messages that are genuine in everything but that they come by PUT, PATCH and DELETE. Each has to be answered with a 4xx or 501.',
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
  return isRefused(sent) || (sent.outcome.kind === 'response' && sent.outcome.status === 501);
}
