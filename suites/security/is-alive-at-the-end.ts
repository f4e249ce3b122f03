import { cannotTell, expectAcknowledged } from '../../runner/context/expect.ts';
import { defineRule } from '../../runner/rule.ts';
import { didReport, testMessage } from '../../simulator/index.ts';

export const isAliveAtTheEnd = defineRule({
  id: 'security/is-alive-at-the-end',
  title: 'still acknowledges a genuine message after all that it was sent',
  level: 'must',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx'],
  why: 'Whoever finds the URL can send what this check has sent: if that stops the receiver, or gets YCM banned, the events stop too.',
  hint: 'Look in the log for the crash, the leak or the ban: let one bad request fail on its own, and count refusals by something else than the address, which forgers can share with YCM.',
  runs: 'last',
  async run(ctx) {
    if (!ctx.hasAcknowledged()) cannotTell('no genuine message was acknowledged before either');
    const report = [didReport({ sn: ctx.serial(), dids: ctx.dids(1), updateTime: ctx.updateTime() })];
    const sent = await ctx.deliver(report, { note: 'a genuine message at the end of the run' });
    if (sent.isAcknowledged) return;
    // It may be alive and refuse this kind of message always, which is another rule's business.
    expectAcknowledged(
      ctx,
      await ctx.deliver(testMessage, { note: 'any genuine message at the end of the run' }),
    );
  },
});
