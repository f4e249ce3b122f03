import { assumeAcknowledged, defineRule, didChange, expectAcknowledged } from '../../runner/rule-kit.ts';
import { slowBody } from '../../simulator/faults/slow-body.ts';

export const survivesASlowSender = defineRule({
  id: 'acknowledgement/survives-a-slow-sender',
  title: 'acknowledges a message whose body arrives in pieces',
  level: 'must',
  sentBy: 'ycm',
  severity: 'refuses-genuine',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx'],
  why: 'Over a slow network a body arrives in several packets. A receiver that takes the first packet for the whole body rejects genuine messages.',
  fix: 'Read until the body is complete according to its Content-Length, then verify the signature. Allow several seconds for the body.',
  inProduction:
    'On one machine a body always arrives in one piece. Over the internet a long body arrives in several. The first piece alone fails verification, and the largest messages are rejected.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends another one whose body arrives in 5 pieces, 125 ms apart. Your receiver must respond with a 2xx.',
  ],
  lesson: 'read-to-the-end',
  needs: ['body'],
  isAboutFailures: true,
  async run(ctx) {
    const message = () => didChange(ctx, { dids: 3 });
    assumeAcknowledged(await ctx.deliver(message()));
    expectAcknowledged(ctx, await ctx.deliver(message(), { fault: slowBody() }));
  },
});
