import { doubtfulJson, notJson, truncation } from '../../runner/properties/malformed-json.ts';
import { showCut } from '../../runner/properties/show-case.ts';
import {
  defineRule,
  deliverAll,
  didChange,
  expectAcknowledged,
  expectAllHandled,
  expectRefused,
  given,
} from '../../runner/rule-kit.ts';
import { serialize } from '../../simulator/index.ts';

export const rejectsMalformedJson = defineRule({
  id: 'message/rejects-malformed-json',
  title: 'rejects a signed message that is not JSON, and continues to work',
  level: 'must',
  harm: 'lenient',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'test-message'],
  why: 'An unreadable message is lost if it is acknowledged. A 500 looks like an outage, and an unhandled exception is one.',
  fix: 'Catch the exception of the JSON parser and respond 400.',
  inProduction:
    'A bug in YCM cuts a body off before signing it, and the parser throws. If nobody catches that, the process exits or the response is a 500. If everything is caught and answered with 200, the message is lost without a trace.',
  tried:
    'Sends a genuine message, then signed bodies that no parser accepts: plain text, XML, unbalanced brackets, 20,000 open brackets, and generated messages that are cut off. Expects a 4xx for each. Bodies that some parsers accept (empty, white space, a byte order mark, trailing text, UTF-16, NaN) may get any 2xx or 4xx. Finally expects a 2xx for a genuine message.',
  lesson: 'check-the-shape',
  needs: ['carriage'],
  async run(ctx) {
    given(await ctx.deliver(didChange(ctx)));
    const refusals = notJson.map(([note, text]) => [note, Buffer.from(text)] as const);
    for (const sent of await deliverAll(ctx, refusals)) expectRefused(sent);
    await expectAllHandled(ctx, doubtfulJson(serialize(didChange(ctx), ctx.run.profile)));
    await ctx.forAll(
      truncation,
      async ({ message, share }) => {
        const whole = serialize(message, ctx.run.profile);
        const bytes = whole.subarray(0, 1 + Math.floor(share * (whole.length - 1)));
        expectRefused(await ctx.deliver(bytes, { note: 'a message with truncated JSON, correctly signed' }));
      },
      { show: showCut },
    );
    const note = 'a genuine message after the malformed ones';
    expectAcknowledged(ctx, await ctx.deliver(didChange(ctx), { note }));
  },
});
