import {
  defineRule,
  didChange,
  expectRefused,
  expectSameState,
  expectVisibleEffect,
  markOf,
  mentions,
} from '../../runner/rule-kit.ts';
import { forgedGet, unsignedMethod } from '../../simulator/faults/forged-get.ts';

const forgedGets = [
  forgedGet('query'),
  forgedGet('body'),
  forgedGet('query', 'wrong'),
  forgedGet('body', 'wrong'),
  forgedGet('none'),
];

const otherMethods = ['POST', 'PUT', 'PATCH', 'DELETE'];

export const checksGetLikePost = defineRule({
  id: 'method/checks-get-like-post',
  title: 'ignores forged messages sent with any method, in the query or in the body',
  level: 'must',
  harm: 'open-to-forgers',
  basis: 'derived',
  requirements: ['request-method', 'verify-signature'],
  why: 'Crawlers, link previews and browsers send GETs. Anyone who knows the URL could change data with a link.',
  fix: 'Verify X-Signature first for every method that you serve, or serve POST only.',
  inProduction:
    'Someone posts a link in a chat, with a forged report in its query. The link preview fetches it, and so does every browser that opens it. Each fetch changes the DIDs of a PBX, because the receiver does not verify GETs.',
  tried:
    'Checks that a genuine message has a visible effect. Then sends forged reports as GET, in the query and in the body, with no signature or a wrong one, and an unsigned GET without a message. Also sends unsigned reports with PUT, PATCH and DELETE, and with POST if the webhook uses GET. Each has its own DID. The state must not change. If the webhook is configured for GET, also expects a 4xx for each GET.',
  lesson: 'check-first',
  explainedBy: ['signature/rejects-other-secret'],
  needs: ['observer', 'carriage'],
  async run(ctx) {
    await expectVisibleEffect(ctx);
    const sn = ctx.serial();
    const before = await ctx.observe(sn);
    const others = otherMethods.filter((method) => method !== ctx.run.webhook.method);
    const faults = [...forgedGets, ...others.map(unsignedMethod)];
    const sendings = faults.map((fault) => ({ fault, dids: ctx.dids(1) }));
    const sent = await Promise.all(
      sendings.map(({ fault, dids }) => ctx.deliver(didChange(ctx, { sn, dids }), { fault })),
    );
    const after = await ctx.observeQuiet(sn);
    const applied = sendings.find(({ dids }) => dids.some((info) => mentions(after, markOf(ctx, info))));
    expectSameState(
      before,
      after,
      `after a message ${applied?.fault.title ?? 'without a genuine signature'}`,
    );
    if (ctx.run.webhook.method === 'GET')
      for (const one of sent) if (one.request.method === 'GET') expectRefused(one);
  },
});
