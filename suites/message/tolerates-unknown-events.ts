import { newerMessages } from '../../runner/properties/unknown-events.ts';
import { defineRule, deliverAll, didChange, expectAcknowledged, given } from '../../runner/rule-kit.ts';
import { testMessage } from '../../simulator/index.ts';

export const toleratesUnknownEvents = defineRule({
  id: 'message/tolerates-unknown-events',
  title: 'acknowledges an event that it does not know',
  level: 'should',
  harm: 'refuses-genuine',
  basis: 'derived',
  requirements: ['all-events', 'acknowledge-with-2xx'],
  why: 'A webhook that is subscribed to all events gets those of the next version of YCM too: each one refused is sent again and recorded as failed.',
  fix: 'Acknowledge an item or a message that you do not know, and leave it at that.',
  inProduction:
    'YCM is upgraded, the webhook is subscribed to all events, and a new one arrives that the receiver answers 400. It is sent again with every retry, and the real failures drown among the recorded ones.',
  tried:
    'After a genuine report and the test message, sends an array with a new event, one with a new event that has a repository, one of reports with neither event nor repository, and an object with a new event. All have to be acknowledged.',
  lesson: 'tell-each-item',
  needs: ['carriage'],
  async run(ctx) {
    given(await ctx.deliver(didChange(ctx)));
    given(await ctx.deliver(testMessage));
    for (const sent of await deliverAll(ctx, newerMessages(ctx))) expectAcknowledged(ctx, sent);
  },
});
