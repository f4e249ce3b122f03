import {
  defineRule,
  didChange,
  expectRefused,
  expectSameState,
  expectVisibleEffect,
  markOf,
  mentions,
} from '../../runner/rule-kit.ts';
import { forgedGet } from '../../simulator/faults/forged-get.ts';

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
  harm: 'open-to-forgers',
  basis: 'derived',
  requirements: ['request-method', 'verify-signature'],
  why: 'Crawlers, link previews and every browser make GETs: who knows the URL could change what he likes with a link.',
  fix: 'Check X-Signature before you look at anything, for every method that you serve, or serve POST only.',
  inProduction:
    'A link with a message in it is posted in a chat. The preview of the chat fetches it, the browser of whoever clicks does too, and each fetch changes the DIDs of a PBX, since "a GET only reads".',
  tried:
    'Makes sure that the effect of a genuine message shows. Then sends reports as GET, in the query, in the body and left out, without a signature or with a wrong one, each with a DID of its own. The state may not change, and where the webhook is configured for GET, each has to be refused.',
  lesson: 'check-first',
  explainedBy: ['signature/rejects-other-secret'],
  needs: ['observer', 'carriage'],
  async run(ctx) {
    await expectVisibleEffect(ctx);
    const sn = ctx.serial();
    const before = await ctx.observe(sn);
    const sendings = faults.map((fault) => ({ fault, dids: ctx.dids(1) }));
    const sent = await Promise.all(
      sendings.map(({ fault, dids }) => ctx.deliver(didChange(ctx, { sn, dids }), { fault })),
    );
    const after = await ctx.observeQuiet(sn);
    const applied = sendings.find(({ dids }) => dids.some((info) => mentions(after, markOf(ctx, info))));
    expectSameState(
      before,
      after,
      `after a message ${applied?.fault.title ?? 'as GET, without a signature'}`,
    );
    if (ctx.run.webhook.method === 'GET') for (const one of sent) expectRefused(one);
  },
});
