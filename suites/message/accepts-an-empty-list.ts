import { assumeAcknowledged, defineRule, didChange, expectAcknowledged } from '../../runner/rule-kit.ts';

export const acceptsAnEmptyList = defineRule({
  id: 'message/accepts-an-empty-list',
  title: 'acknowledges a message that contains no reports',
  level: 'should',
  sentBy: 'ycm',
  severity: 'refuses-genuine',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx'],
  why: 'An empty array is a valid message. If it is rejected, YCM retries it and records a failure.',
  fix: 'Iterate over the array and respond 2xx, even if it is empty.',
  inProduction:
    'An administrator undoes a change before YCM sends it, and an empty array arrives. The code reads message[0].event and throws, the response is a 500, and every retry fails the same way.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends an empty array. Your receiver must respond with a 2xx.',
  ],
  lesson: 'tell-each-item',
  needs: ['carriage'],
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(didChange(ctx)));
    expectAcknowledged(ctx, await ctx.deliver([], { note: 'an empty array' }));
  },
});
