import {
  assumeAcknowledged,
  defineRule,
  didChange,
  expectAcknowledged,
  expectAllHandled,
} from '../../runner/rule-kit.ts';
import { serialize } from '../../simulator/index.ts';
import { doubtfulJson, notJson, type Truncation, truncated, truncation } from '../cases/malformed-json.ts';
import { showCut } from '../cases/show-case.ts';

export const survivesMalformedJson = defineRule({
  id: 'message/survives-malformed-json',
  title: 'survives a signed message that is not JSON',
  level: 'must',
  severity: 'crashes',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'test-message'],
  why: 'An unhandled exception is an outage. A 500 looks like one too, so YCM keeps sending a message that can never be read.',
  fix: 'Catch the exception of the JSON parser and respond 400.',
  inProduction:
    'A bug in YCM truncates a body before signing it, and the parser throws. Nobody catches the exception, the process exits, and the messages that it was working on are lost too.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends signed bodies that are not JSON: plain text, XML, unbalanced brackets, 20,000 open brackets, and generated messages that are truncated.',
    'It sends bodies that some parsers accept: empty, whitespace, a byte order mark, trailing text, UTF-16, NaN.',
    'Your receiver must respond to each with a 2xx or a 4xx, and finally to a genuine message with a 2xx.',
  ],
  lesson: 'check-the-shape',
  needs: ['carriage'],
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(didChange(ctx)));
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
