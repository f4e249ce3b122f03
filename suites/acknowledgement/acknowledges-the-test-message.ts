import {
  defineRule,
  didChange,
  expectAcknowledged,
  leaveToOtherRules,
  missOf,
} from '../../runner/rule-kit.ts';
import { testMessage } from '../../simulator/index.ts';

export const acknowledgesTheTestMessage = defineRule({
  id: 'acknowledgement/acknowledges-the-test-message',
  title: 'acknowledges the test message, which is an object and not an array',
  level: 'must',
  harm: 'refuses-genuine',
  basis: 'documented',
  requirements: ['send-test-message', 'test-message'],
  why: 'The administrator who sets the webhook up sends it to see whether it works, and sees a failure.',
  fix: 'The test message is {"event":"test","message":"…"}, signed like any other: answer 2xx and change nothing.',
  inProduction:
    'The administrator presses the button, sees a failure, and searches for the mistake in the network, the URL and the secret. Or the webhook is given up before its first event.',
  tried:
    'Sends the test message and a DID change at once. Fails when the change is acknowledged and the test message is refused or breaks the connection.',
  lesson: 'tell-each-item',
  acknowledgementRank: 7,
  async run(ctx) {
    const [test, event] = await Promise.all([
      ctx.deliver(testMessage, { note: 'the genuine test message' }),
      ctx.deliver(didChange(ctx), { note: 'a genuine did_change message' }),
    ]);
    const isRefused = ['refused', 'broken'].includes(missOf(test) ?? '');
    if (isRefused && event.isAcknowledged) expectAcknowledged(ctx, test);
    leaveToOtherRules([test]);
  },
});
