import {
  assumeAcknowledged,
  defineRule,
  didChange,
  expectAllHandled,
  expectAllRejected,
  newCapacityReport,
  newDidReport,
} from '../../runner/rule-kit.ts';
import { impossibleText } from '../cases/hostile-text.ts';
import { nonsense } from '../cases/nonsense.ts';
import { doubtfulMessages } from '../cases/wrong-shapes.ts';

export const rejectsWrongShapes = defineRule({
  id: 'message/rejects-wrong-shapes',
  title: 'responds with a 4xx to signed JSON that cannot be a message',
  level: 'may',
  sentBy: 'nobody',
  severity: 'lenient',
  basis: 'derived',
  requirements: ['did-change-event', 'acknowledge-with-2xx'],
  why: 'YCM never sends an acknowledged message again, so a report that was not readable is lost without a trace. A 500 looks like an outage, so YCM keeps sending a message that can never be applied.',
  fix: 'Check the types of the fields you use before you acknowledge, and respond 400 or 422 if one is wrong. If you store messages first and read them later, keep the unreadable ones where somebody sees them.',
  inProduction:
    'A version of YCM sends a list as an object. The receiver finds nothing to iterate over and responds 200, so neither side notices that reports are missing.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends signed JSON that cannot be a message: numbers, strings, arrays of these, and reports whose sn, updateTime or list has a wrong type. Your receiver must respond to each with a 4xx.',
    'It sends messages that some correct receivers accept, such as a list that contains null, and text that YCM never sends: fields, events and serial numbers named __proto__, constructor, toString and hasOwnProperty, a serial number that is a path, SQL or a format string, an updateTime beyond 2^53, 100,000 nested arrays, control characters. Your receiver must respond to each with a 2xx or a 4xx.',
    'By default, a failure of this rule does not change the exit code.',
  ],
  lesson: 'check-the-shape',
  explainedBy: ['message/survives-wrong-shapes', 'message/wrong-shapes-destroy-nothing'],
  needs: ['carriage'],
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(didChange(ctx, { dids: 2 })));
    await expectAllRejected(ctx, nonsense(ctx));
    await expectAllHandled(ctx, doubtfulMessages(newDidReport(ctx), newCapacityReport(ctx)));
    await expectAllHandled(ctx, impossibleText(ctx, ctx.run.profile));
  },
});
