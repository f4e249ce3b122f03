import {
  actualOf,
  defineRule,
  didChange,
  expectVisibleEffect,
  fail,
  isSame,
  type RuleContext,
  tryEach,
} from '../../runner/rule-kit.ts';
import { otherMethod } from '../../simulator/faults/other-method.ts';
import type { Fault } from '../../simulator/index.ts';

export const losesNothingByTheOtherMethod = defineRule({
  id: 'method/loses-nothing-by-the-other-method',
  title: 'applies a message sent with the other method (POST or GET), or rejects it',
  level: 'may',
  sentBy: 'ycm',
  severity: 'loses-messages',
  basis: 'derived',
  requirements: ['request-method', 'acknowledge-with-2xx'],
  why: 'If the webhook is configured with the wrong method and the receiver responds 2xx anyway, YCM records every message as delivered, and all of them are lost.',
  fix: 'Respond 405 to the method that the webhook does not use, or apply the messages sent with it. Put a health check at another path.',
  inProduction:
    "A health check uses the webhook's path, so a GET returns 200. Someone selects GET in YCM. The test message and every event succeed, but no DID changes.",
  procedure: [
    'Hookswitch checks that a genuine message has a visible effect.',
    'It sends correctly signed messages with the other method: one GET with the message in the body and one with the message in the query, or one POST.',
    'If a message gets a 2xx, the state must show its effect. Any other response passes. By default, a failure of this rule does not change the exit code.',
  ],
  lesson: 'one-route',
  explainedBy: ['method/rejects-other-methods'],
  needs: ['observer', 'carriage'],
  async run(ctx) {
    await expectVisibleEffect(ctx);
    const faults =
      ctx.run.webhook.method === 'GET'
        ? [otherMethod('POST', 'body')]
        : [otherMethod('GET', 'body'), otherMethod('GET', 'query')];
    await tryEach(ctx, faults, expectNotLost);
  },
});

async function expectNotLost(ctx: RuleContext, fault: Fault): Promise<void> {
  const sn = ctx.serial();
  const before = await ctx.observe(sn);
  const sent = await ctx.deliver(didChange(ctx, { sn }), { fault });
  if (!sent.isAcknowledged || !isSame(before, await ctx.observeChange(sn, before))) return;
  const expected = `either an effect or no 2xx for ${sent.what}`;
  fail(expected, `${actualOf(sent)}, and no effect`, undefined, sent);
}
