import { defineRule, didChange, expectAcknowledged, given } from '../../runner/rule-kit.ts';
import { slowBody } from '../../simulator/faults/slow-body.ts';

export const survivesASlowSender = defineRule({
  id: 'acknowledgement/survives-a-slow-sender',
  title: 'acknowledges a message whose body arrives in pieces, with pauses between them',
  level: 'must',
  harm: 'refuses-genuine',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx'],
  why: 'Over a bad line a message comes in several packets: who takes the first for the whole refuses a genuine message.',
  fix: 'Read until the body is complete by its Content-Length, and only then check the signature; let a body take some seconds.',
  inProduction:
    'On the same machine a body always comes in one piece. Over the internet a long one comes in several, the first alone does not fit the signature, and the largest messages are the ones that are refused.',
  tried:
    'After a genuine message, sends one whose body comes in 5 pieces, 100 ms apart. It has to be acknowledged.',
  lesson: 'read-to-the-end',
  needs: ['body'],
  isAboutFailures: true,
  async run(ctx) {
    const message = () => didChange(ctx, { dids: 3 });
    given(await ctx.deliver(message()));
    expectAcknowledged(ctx, await ctx.deliver(message(), { fault: slowBody() }));
  },
});
