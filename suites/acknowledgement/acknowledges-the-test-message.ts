import {
  ackFailureOf,
  defineRule,
  didChange,
  expectAcknowledged,
  leaveToOtherRules,
} from '../../runner/rule-kit.ts';
import { testMessage } from '../../simulator/index.ts';

export const acknowledgesTheTestMessage = defineRule({
  id: 'acknowledgement/acknowledges-the-test-message',
  title: 'acknowledges the test message, which is an object and not an array',
  level: 'must',
  sentBy: 'ycm',
  severity: 'refuses-genuine',
  basis: 'documented',
  requirements: ['send-test-message', 'test-message'],
  why: 'Administrators send the test message to see whether the webhook works. If the receiver rejects it, they see a failure.',
  fix: 'Handle {"event":"test","message":"…"}: verify its signature like any other, respond 2xx, and change nothing.',
  inProduction:
    'The administrator looks for the cause in the network, the URL and the secret, or gives up on the webhook before its first event.',
  procedure: [
    'Hookswitch sends the test message and a DID change at once.',
    'The rule fails if your receiver acknowledges the change, but rejects the test message or breaks its connection.',
  ],
  lesson: 'tell-each-item',
  acknowledgementRank: 7,
  async run(ctx) {
    const [test, event] = await Promise.all([
      ctx.deliver(testMessage, { note: 'the genuine test message' }),
      ctx.deliver(didChange(ctx), { note: 'a genuine did_change message' }),
    ]);
    const isRefused = ['refused', 'broken'].includes(ackFailureOf(test) ?? '');
    if (isRefused && event.isAcknowledged) expectAcknowledged(ctx, test);
    leaveToOtherRules([test]);
  },
});
