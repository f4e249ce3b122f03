import {
  assumeAcknowledged,
  defineRule,
  deliverAll,
  didChange,
  expectAcknowledged,
} from '../../runner/rule-kit.ts';
import { testMessage } from '../../simulator/index.ts';
import { newerMessages } from '../cases/unknown-events.ts';

export const toleratesUnknownEvents = defineRule({
  id: 'message/tolerates-unknown-events',
  title: 'acknowledges an unknown event',
  level: 'should',
  sentBy: 'ycm',
  severity: 'refuses-genuine',
  basis: 'derived',
  requirements: ['all-events', 'acknowledge-with-2xx'],
  why: 'A webhook that is subscribed to all events will also get the new events of the next YCM version. YCM retries each one that is rejected, and records it as failed.',
  fix: 'Acknowledge unknown items, and ignore them.',
  inProduction:
    'YCM is upgraded, and the receiver responds 400 to a new event. YCM retries it every time, and real failures get lost in the noise.',
  procedure: [
    'Hookswitch sends a genuine report and the test message.',
    'It sends an array with a new event, and one with a new event and a repository.',
    'Your receiver must respond with a 2xx to each message.',
  ],
  lesson: 'tell-each-item',
  needs: ['carriage'],
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(didChange(ctx)));
    assumeAcknowledged(await ctx.deliver(testMessage));
    // Every event that the vendor documents is an array. A receiver may reject an object other than the test message.
    const arrays = newerMessages(ctx).filter(([, message]) => Array.isArray(message));
    for (const sent of await deliverAll(ctx, arrays)) expectAcknowledged(ctx, sent);
  },
});
