import {
  assumeAcknowledged,
  defineRule,
  deliverAll,
  didChange,
  expectNotAcknowledged,
} from '../../runner/rule-kit.ts';
import { notJson } from '../cases/malformed-json.ts';

export const rejectsMalformedJson = defineRule({
  id: 'message/rejects-malformed-json',
  title: 'rejects a signed message that is not JSON',
  level: 'may',
  severity: 'lenient',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'test-message'],
  why: 'YCM never sends an acknowledged message again. If the message was not readable and nobody kept it, it is lost without a trace.',
  fix: 'Parse the message before you acknowledge it, and respond 400 if that fails. If you store messages first and read them later, keep the unreadable ones where somebody sees them.',
  inProduction:
    'A bug in YCM truncates a body before signing it. The receiver catches every error and responds 200, so neither side notices that reports are missing.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends plain text, XML, unbalanced brackets and 20,000 open brackets.',
    'None of them may get a 2xx. By default, a failure of this rule does not change the exit code.',
  ],
  lesson: 'check-the-shape',
  explainedBy: ['message/survives-malformed-json'],
  needs: ['carriage'],
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(didChange(ctx)));
    for (const sent of await deliverAll(ctx, notJson)) expectNotAcknowledged(sent);
  },
});
