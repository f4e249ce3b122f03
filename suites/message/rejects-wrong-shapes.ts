import {
  assumeAcknowledged,
  defineRule,
  deliverAll,
  didChange,
  expectNotAcknowledged,
} from '../../runner/rule-kit.ts';
import { nonsense } from '../cases/nonsense.ts';

export const rejectsWrongShapes = defineRule({
  id: 'message/rejects-wrong-shapes',
  title: 'rejects signed JSON that cannot be a message',
  level: 'may',
  severity: 'lenient',
  basis: 'derived',
  requirements: ['did-change-event', 'acknowledge-with-2xx'],
  why: 'YCM never sends an acknowledged message again. If the receiver could not read a report, it is lost without a trace.',
  fix: 'Check the types of the fields you use before you acknowledge, and respond 400 or 422 if one is wrong. If you store messages first and read them later, keep the unreadable ones where somebody sees them.',
  inProduction:
    'A version of YCM sends a list as an object. The receiver finds nothing to iterate over and responds 200, so neither side notices that reports are missing.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends signed JSON that cannot be a message: numbers, strings, arrays of these, and reports whose sn, updateTime or list has a wrong type.',
    'None of them may get a 2xx. By default, a failure of this rule does not change the exit code.',
  ],
  lesson: 'check-the-shape',
  explainedBy: ['message/survives-wrong-shapes', 'message/wrong-shapes-have-no-effect'],
  needs: ['carriage'],
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(didChange(ctx, { dids: 2 })));
    for (const sent of await deliverAll(ctx, nonsense(ctx))) expectNotAcknowledged(sent);
  },
});
