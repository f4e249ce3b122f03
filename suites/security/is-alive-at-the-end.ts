import { cannotTell, defineRule, didChange, expectAcknowledged } from '../../runner/rule-kit.ts';
import { testMessage } from '../../simulator/index.ts';

export const isAliveAtTheEnd = defineRule({
  id: 'security/is-alive-at-the-end',
  title: 'still acknowledges a genuine message after all that it was sent',
  level: 'must',
  harm: 'crashes',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx'],
  why: 'Whoever finds the URL can send what this check has sent: if that stops the receiver, or gets YCM banned, the events stop too.',
  fix: 'Look in the log for the crash, the leak or the ban: let one bad request fail on its own, and count refusals by something else than the address, which forgers can share with YCM.',
  inProduction:
    'After a night of forged messages the receiver is out of memory, or has banned the address of the proxy through which YCM comes as well. The forger has got nothing in, and has stopped everything all the same.',
  tried:
    'Runs last, after all that the other rules have sent. A DID change, or else the test message, has to be acknowledged. Inconclusive when no genuine message was acknowledged before either.',
  lesson: 'quiet-errors',
  runs: 'last',
  async run(ctx) {
    if (!ctx.run.hasAcknowledged())
      cannotTell({
        because: 'nothing-acknowledged',
        detail: 'no genuine message was acknowledged before either',
      });
    const sent = await ctx.deliver(didChange(ctx), { note: 'a genuine message at the end of the run' });
    if (sent.isAcknowledged) return;
    // It may be alive and refuse this kind of message always, which is another rule's business.
    const other = await ctx.deliver(testMessage, { note: 'any genuine message at the end of the run' });
    expectAcknowledged(ctx, other);
  },
});
