import {
  assumeAcknowledged,
  defineRule,
  didChange,
  expectAllRejected,
  newCapacityReport,
  newDidReport,
} from '../../runner/rule-kit.ts';
import { wronglyTypedMessages } from '../cases/wrong-shapes.ts';

export const rejectsWrongTypes = defineRule({
  id: 'message/rejects-wrong-types',
  title: 'rejects a report with a field of the wrong type',
  level: 'may',
  sentBy: 'nobody',
  severity: 'lenient',
  basis: 'derived',
  requirements: ['did-change-event', 'capacity-change-event', 'update-time'],
  why: 'A receiver that accepts a wrong type has to guess what is meant. If the guess is wrong, it stores wrong data, and nobody notices because the report was acknowledged.',
  fix: 'Validate each report against the JSON Schema of its event without converting types, and respond 422.',
  inProduction:
    'A version of YCM sends an updateTime as text. The code compares strings, so "999" is later than "1000", and the PBX keeps an old list. A 422 would have shown the change on the first day.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends reports with one value of the wrong type, such as an event that is null, an sn that is a number, an updateTime that is text, a trunkDidInfoList that is an object, or a repository that contains numbers.',
    'Your receiver must respond to each with a 4xx. By default, a failure of this rule does not change the exit code.',
  ],
  lesson: 'check-the-shape',
  explainedBy: ['message/survives-wrong-shapes', 'message/rejects-wrong-shapes'],
  needs: ['carriage'],
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(didChange(ctx)));
    const messages = wronglyTypedMessages(newDidReport(ctx), newCapacityReport(ctx));
    await expectAllRejected(ctx, messages);
  },
});
