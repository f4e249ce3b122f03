import { expectRefused, expectSameState } from '../../runner/context/expect.ts';
import { expectVisibleEffect } from '../../runner/context/stimuli.ts';
import { mentions } from '../../runner/observation/json.ts';
import { defineRule } from '../../runner/rule.ts';
import { forgedGet } from '../../simulator/faults/forged-get.ts';
import { didReport } from '../../simulator/index.ts';

const faults = [
  forgedGet('query'),
  forgedGet('body'),
  forgedGet('query', 'wrong'),
  forgedGet('body', 'wrong'),
  forgedGet('none'),
];

export const checksGetLikePost = defineRule({
  id: 'method/checks-get-like-post',
  title: 'changes nothing by a GET without a genuine signature, wherever it carries a message',
  level: 'must',
  basis: 'derived',
  requirements: ['request-method', 'verify-signature'],
  why: 'Crawlers, link previews and every browser make GETs: who knows the URL could change what he likes with a link.',
  hint: 'Check X-Signature before you look at anything, for every method that you serve, or serve POST only.',
  needs: ['observer', 'carriage'],
  async run(ctx) {
    await expectVisibleEffect(ctx);
    const sn = ctx.serial();
    const before = await ctx.observe(sn);
    const sendings = faults.map((fault) => ({ fault, dids: ctx.dids(1) }));
    const sent = await Promise.all(
      sendings.map(({ fault, dids }) =>
        ctx.deliver([didReport({ sn, dids, updateTime: ctx.updateTime() })], { fault }),
      ),
    );
    const after = await ctx.observeQuiet(sn);
    const applied = sendings.find(({ dids }) => dids.some(({ did }) => mentions(after, did)));
    expectSameState(
      before,
      after,
      `after a message ${applied?.fault.title ?? 'as GET, without a signature'}`,
    );
    if (ctx.webhook.method === 'GET') for (const one of sent) expectRefused(one);
  },
});
