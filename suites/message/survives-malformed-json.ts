import {
  doubtfulJson,
  notJson,
  type Truncation,
  truncated,
  truncation,
} from '../../runner/properties/malformed-json.ts';
import { showCut } from '../../runner/properties/show-case.ts';
import { defineRule, didChange, expectAcknowledged, expectAllHandled, given } from '../../runner/rule-kit.ts';
import { serialize } from '../../simulator/index.ts';

export const survivesMalformedJson = defineRule({
  id: 'message/survives-malformed-json',
  title: 'survives a signed message that is not JSON',
  level: 'must',
  harm: 'crashes',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'test-message'],
  why: 'An unhandled exception is an outage, and a 500 looks like one: YCM resends what can never be read.',
  fix: 'Catch the exception of the JSON parser and respond 400.',
  inProduction:
    'A bug in YCM cuts a body off before signing it, and the parser throws. Nobody catches that, the process exits, and the messages in flight are lost with it.',
  tried:
    'Sends a genuine message, then signed bodies that are not JSON: plain text, XML, unbalanced brackets, 20,000 open brackets, and generated messages that are cut off. Then bodies that some parsers accept: empty, white space, a byte order mark, trailing text, UTF-16, NaN. Expects a 2xx or a 4xx for each, and finally a 2xx for a genuine message.',
  lesson: 'check-the-shape',
  needs: ['carriage'],
  async run(ctx) {
    given(await ctx.deliver(didChange(ctx)));
    await expectAllHandled(ctx, notJson);
    await expectAllHandled(ctx, doubtfulJson(serialize(didChange(ctx), ctx.run.profile)));
    const tryTruncated = (drawn: Truncation) =>
      expectAllHandled(ctx, [
        ['a message with truncated JSON, correctly signed', truncated(drawn, ctx.run.profile)],
      ]);
    await ctx.forAll(truncation, tryTruncated, { show: showCut });
    const note = 'a genuine message after the malformed ones';
    expectAcknowledged(ctx, await ctx.deliver(didChange(ctx), { note }));
  },
});
