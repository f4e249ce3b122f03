import {
  defineRule,
  didChange,
  expectRefused,
  expectSameState,
  expectVisibleEffect,
  isInBody,
  markOf,
  mentions,
  type RuleContext,
} from '../../runner/rule-kit.ts';
import { forgedGet, unsignedMethod } from '../../simulator/faults/forged-get.ts';
import { secondMessage } from '../../simulator/faults/second-message.ts';
import { serialize } from '../../simulator/index.ts';

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
  sentBy: 'anyone',
  severity: 'open-to-forgers',
  basis: 'derived',
  requirements: ['request-method', 'verify-signature'],
  why: 'Crawlers, link previews and browsers send GETs. Anyone who knows the URL could change data with a link.',
  fix: 'Verify X-Signature first for every method that you serve, or serve POST only.',
  inProduction:
    'Someone posts a link in a chat, with a forged report in its query. The link preview fetches it, and so does every browser that opens it. Each time, the DIDs of a PBX change, because the receiver does not verify GETs.',
  procedure: [
    'Hookswitch checks that a genuine message has a visible effect.',
    'It sends forged reports as GET, in the query and in the body, with no signature or a wrong one, and an unsigned GET without a message.',
    'It sends unsigned reports with PUT, PATCH and DELETE, and with POST if the webhook uses GET.',
    'It sends a genuine message together with a forged one, one of them in the query and the other in the body.',
    'Each forged report has its own DID, and the state must not change because of it. If the webhook is configured for GET, each forged GET must also get a 4xx.',
  ],
  lesson: 'check-first',
  explainedBy: ['signature/rejects-other-secret'],
  needs: ['observer', 'carriage'],
  async run(ctx) {
    await expectVisibleEffect(ctx);
    const sn = ctx.serial();
    const second = await sendSecondMessage(ctx);
    // The genuine message changes a state of all PBXs, maybe after its ack.
    const before = await (ctx.sees.allAtOnce ? ctx.observeQuiet(sn) : ctx.observe(sn));
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
    // The genuine message may change a state that all PBXs share.
    const state = await ctx.observe(second.sn);
    if (second.marks.some((mark) => mentions(state, mark)))
      expectSameState(second.before, state, `after a genuine message ${second.title}`, verifyWhatYouRead);
  },
});

const verifyWhatYouRead =
  'Apply the bytes that you verified: read the message once, from the body or from the query, and never from both.';

/** A forged message beside a genuine one about another PBX. The receiver may acknowledge the genuine one. */
async function sendSecondMessage(ctx: RuleContext) {
  const sn = ctx.serial();
  const dids = ctx.dids(1);
  const before = await ctx.observe(sn);
  const forged = serialize(didChange(ctx, { sn, dids }), ctx.run.profile);
  const fault = secondMessage(forged, isInBody(ctx) ? 'query' : 'body');
  await ctx.deliver(didChange(ctx), { fault });
  return { sn, before, marks: dids.map((info) => markOf(ctx, info)), title: fault.title };
}
