import fc from 'fast-check';
import {
  type AnyMessage,
  assumeAcknowledged,
  defineRule,
  didChange,
  expectAllSurvived,
  expectStillServes,
  expectSurvived,
  type Json,
  messages,
  mutate,
  mutations,
  newCapacityReport,
  newDidReport,
  type RuleContext,
} from '../../runner/rule-kit.ts';
import { impossibleText } from '../cases/hostile-text.ts';
import { nonsense } from '../cases/nonsense.ts';
import { showMutation } from '../cases/show-case.ts';
import { doubtfulMessages } from '../cases/wrong-shapes.ts';

export const survivesWrongShapes = defineRule({
  id: 'message/survives-wrong-shapes',
  title: 'survives signed JSON that cannot be a message',
  level: 'should',
  sentBy: 'nobody',
  severity: 'crashes',
  basis: 'derived',
  requirements: ['did-change-event', 'acknowledge-with-2xx'],
  why: 'A message that ends the process takes all the others with it that are in progress.',
  fix: 'Check the types of the fields you use before you use them, and respond 400 or 422 if one is wrong. Check that an item is an object before you access its fields.',
  inProduction:
    'Someone on the team sends signed test data with a wrong type, or a version of YCM has a bug. Reading item.sn when item is null ends the process, and the messages that it was working on are lost too.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends signed JSON that cannot be a message: numbers, strings, arrays of these, reports whose sn, updateTime or list has a wrong type, messages that some correct receivers accept, and generated messages with one value replaced or removed.',
    'It sends text that YCM never sends: fields, events and serial numbers named __proto__, constructor, toString and hasOwnProperty, a serial number that is a path, SQL or a format string, an updateTime beyond 2^53, 2,000 and 100,000 nested arrays, control characters, and a name of 20,000 characters.',
    'A connection may break if your receiver acknowledges the next genuine message at once. Finally, a genuine message must get a 2xx. Any response passes, even a 500, since YCM never sends such a message.',
  ],
  lesson: 'check-the-shape',
  explainedBy: ['security/is-alive-at-the-end'],
  needs: ['carriage'],
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(didChange(ctx, { dids: 2 })));
    await expectAllSurvived(ctx, nonsense(ctx));
    await expectAllSurvived(ctx, doubtfulMessages(newDidReport(ctx), newCapacityReport(ctx)));
    await expectAllSurvived(ctx, impossibleText(ctx, ctx.run.profile));
    await ctx.forAll(
      mutation,
      async ({ message, change }) => {
        const mutated = mutate(withSerials(ctx, message), change);
        const note = 'a message with one value replaced or removed';
        await expectSurvived(ctx, mutated, { note });
      },
      { show: showMutation },
    );
    await expectStillServes(ctx, didChange(ctx, { dids: 2 }), 'a genuine message after the malformed ones');
  },
});

const mutation = fc.record({ message: messages, change: mutations });

/** The generated message, about PBXs that no other rule uses. */
function withSerials(ctx: RuleContext, message: AnyMessage): Json {
  const renamed = (item: object) => ('sn' in item ? { ...item, sn: ctx.serial() } : item);
  return (Array.isArray(message) ? message.map(renamed) : renamed(message)) as Json;
}
