import { didReport } from '../../simulator/index.ts';
import { cannotTell, expectAcknowledged, expectSameState, given } from '../expect.ts';
import { isSame } from '../json.ts';
import { defineRule } from '../rule.ts';

export const appliesOnce = defineRule({
  id: 'retry/applies-once',
  title: 'applies a message once, however often it is repeated',
  level: 'must',
  basis: 'documented',
  requirements: ['resend-on-failure'],
  why: 'YCM sends again whenever an answer was late or lost; what is applied twice shows as doubled records, mails and bills.',
  hint: 'A repetition has no id: recognise it by its content, or make applying it a replacement guarded by updateTime.',
  needs: ['observer', 'carriage'],
  async run(ctx) {
    const sn = ctx.serial();
    const message = [didReport({ sn, dids: ctx.dids(2), updateTime: ctx.updateTime() })];
    const before = await ctx.observe(sn);
    given(await ctx.deliver(message));
    const once = await ctx.observeChange(sn, before);
    if (isSame(once, before))
      cannotTell('the observer shows no effect of the message itself; see message/applies-every-item');
    for (const nth of ['first', 'second', 'third']) {
      expectAcknowledged(ctx, await ctx.deliver(message, { note: `the ${nth} repetition of a message` }));
    }
    expectSameState(once, await ctx.observeQuiet(sn), 'after three repetitions of the message');
  },
});
