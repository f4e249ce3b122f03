import {
  assumeAcknowledged,
  defineRule,
  didChange,
  expectAllSurvived,
  expectStillServes,
} from '../../runner/rule-kit.ts';
import { serialize } from '../../simulator/index.ts';
import { doubtfulJson, notJson, type Truncation, truncated, truncation } from '../cases/malformed-json.ts';
import { showCut } from '../cases/show-case.ts';

export const survivesMalformedJson = defineRule({
  id: 'message/survives-malformed-json',
  title: 'survives a signed message that is not JSON',
  level: 'should',
  sentBy: 'nobody',
  severity: 'crashes',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'test-message'],
  why: 'An unhandled exception ends the process, and with it all the messages that it is working on.',
  fix: 'Catch the exception of the JSON parser and respond 400.',
  inProduction:
    'A bug in YCM truncates a body before signing it, and the parser throws. Nobody catches the exception, the process exits, and the messages that it was working on are lost too.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends signed bodies that are not JSON: plain text, XML, unbalanced brackets, 20,000 open brackets, and generated messages that are truncated.',
    'It sends bodies that some parsers accept: empty, whitespace, a byte order mark, trailing text, UTF-16, NaN.',
    'A connection may break if your receiver acknowledges the next genuine message at once. Finally, a genuine message must get a 2xx. Any response passes, even a 500, since YCM never sends such a message.',
  ],
  lesson: 'check-the-shape',
  explainedBy: ['security/is-alive-at-the-end'],
  needs: ['carriage'],
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(didChange(ctx)));
    await expectAllSurvived(ctx, notJson);
    await expectAllSurvived(ctx, doubtfulJson(serialize(didChange(ctx), ctx.run.profile)));
    const tryTruncated = (drawn: Truncation) =>
      expectAllSurvived(ctx, [
        ['a message with truncated JSON, correctly signed', truncated(drawn, ctx.run.profile)],
      ]);
    await ctx.forAll(truncation, tryTruncated, { show: showCut });
    await expectStillServes(ctx, didChange(ctx), 'a genuine message after the malformed ones');
  },
});
