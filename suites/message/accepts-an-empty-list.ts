import { defineRule, didChange, expectAcknowledged, given } from '../../runner/rule-kit.ts';

export const acceptsAnEmptyList = defineRule({
  id: 'message/accepts-an-empty-list',
  title: 'acknowledges a message that reports on no PBX',
  level: 'should',
  harm: 'refuses-genuine',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx'],
  why: 'An empty array is a message like any other: refused, it is sent again and recorded as failed.',
  fix: 'Go through the array and answer 2xx, also when there is nothing to go through.',
  inProduction:
    'An administrator undoes a change before it is sent, and an empty array comes. message[0].event is an error, the answer a 500, and the retries are as well.',
  tried: 'After a genuine message, sends an empty array. It has to be acknowledged.',
  lesson: 'tell-each-item',
  needs: ['carriage'],
  async run(ctx) {
    given(await ctx.deliver(didChange(ctx)));
    expectAcknowledged(ctx, await ctx.deliver([], { note: 'an empty array' }));
  },
});
