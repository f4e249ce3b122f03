import {
  assumeAcknowledged,
  defineRule,
  didChange,
  expectAllHandled,
  expectAllRejected,
} from '../../runner/rule-kit.ts';
import { serialize } from '../../simulator/index.ts';
import { doubtfulJson, notJson, truncated } from '../cases/malformed-json.ts';

export const rejectsMalformedJson = defineRule({
  id: 'message/rejects-malformed-json',
  title: 'responds with a 4xx to a signed message that is not JSON',
  level: 'may',
  sentBy: 'nobody',
  severity: 'lenient',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'test-message'],
  why: 'YCM never sends an acknowledged message again, so one that was not readable is lost without a trace. A 500 looks like an outage, so YCM keeps sending a message that can never be read.',
  fix: 'Parse the message before you acknowledge it, and respond 400 if that fails. If you store messages first and read them later, keep the unreadable ones where somebody sees them.',
  inProduction:
    'A bug in YCM truncates a body before signing it. The receiver catches every error and responds 200, so neither side notices that reports are missing.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends plain text, XML, unbalanced brackets, 20,000 open brackets and a truncated message. Your receiver must respond to each with a 4xx.',
    'It sends bodies that some parsers accept: empty, whitespace, a byte order mark, trailing text, UTF-16, NaN. Your receiver must respond to each with a 2xx or a 4xx.',
    'By default, a failure of this rule does not change the exit code.',
  ],
  lesson: 'check-the-shape',
  explainedBy: ['message/survives-malformed-json'],
  needs: ['carriage'],
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(didChange(ctx)));
    const message = didChange(ctx);
    const half = truncated({ message, share: 0.5 }, ctx.run.profile);
    await expectAllRejected(ctx, [...notJson, ['a message with truncated JSON', half]]);
    await expectAllHandled(ctx, doubtfulJson(serialize(message, ctx.run.profile)));
  },
});
