import { doubtfulJson, notJson, truncation } from '../../runner/properties/malformed-json.ts';
import {
  defineRule,
  deliverAll,
  didChange,
  expectAcknowledged,
  expectAllHandled,
  expectRefused,
  given,
} from '../../runner/rule-kit.ts';
import { serialise } from '../../simulator/index.ts';

export const refusesMalformedJson = defineRule({
  id: 'message/refuses-malformed-json',
  title: 'refuses a signed message that is not JSON, and goes on serving',
  level: 'must',
  harm: 'lenient',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'test-message'],
  why: 'What cannot be read is lost when it is acknowledged; a 500 looks like an outage, and an unhandled exception is one.',
  fix: 'Catch the error of the JSON parser and answer 400.',
  inProduction:
    'A proxy cuts a body off, and the parser throws. Where nobody catches it the process ends, or the answer is a 500 that looks like an outage; where everything is caught and answered 200, the message is lost without a trace.',
  tried:
    'After a genuine message, sends signed bodies that no parser takes for JSON: plain text, XML, brackets that do not match, 20,000 open brackets, and generated messages that break off. They have to be refused with a 4xx. What some parsers take (nothing, white space, a byte order mark, text behind it, UTF-16, NaN) may be answered with any 2xx or 4xx. At the end a genuine message has to be acknowledged.',
  lesson: 'check-the-shape',
  needs: ['carriage'],
  async run(ctx) {
    given(await ctx.deliver(didChange(ctx)));
    const refusals = notJson.map(([note, text]) => [note, Buffer.from(text)] as const);
    for (const sent of await deliverAll(ctx, refusals)) expectRefused(sent);
    await expectAllHandled(ctx, doubtfulJson(serialise(didChange(ctx), ctx.run.profile)));
    await ctx.forAll(truncation, async ({ message, share }) => {
      const whole = serialise(message, ctx.run.profile);
      const bytes = whole.subarray(0, 1 + Math.floor(share * (whole.length - 1)));
      expectRefused(await ctx.deliver(bytes, { note: 'a message whose JSON breaks off, signed as it is' }));
    });
    const note = 'a genuine message after all these';
    expectAcknowledged(ctx, await ctx.deliver(didChange(ctx), { note }));
  },
});
