import fc from 'fast-check';
import {
  type AnyMessage,
  assumeAcknowledged,
  defineRule,
  didChange,
  expectAcknowledged,
  expectAllHandled,
  expectHandled,
  type Json,
  messages,
  mutate,
  mutations,
  newCapacityReport,
  newDidReport,
  type RuleContext,
} from '../../runner/rule-kit.ts';
import { nonsense } from '../cases/nonsense.ts';
import { showMutation } from '../cases/show-case.ts';
import { doubtfulMessages } from '../cases/wrong-shapes.ts';

export const survivesWrongShapes = defineRule({
  id: 'message/survives-wrong-shapes',
  title: 'survives signed JSON that cannot be a message',
  level: 'must',
  severity: 'crashes',
  basis: 'derived',
  requirements: ['did-change-event', 'acknowledge-with-2xx'],
  why: 'A message that crashes the receiver affects other messages as well. A 500 looks like an outage, so YCM keeps sending a message that can never be applied.',
  fix: 'Check the types of the fields you use before you use them, and respond 400 or 422 if one is wrong. Check that an item is an object before you access its fields.',
  inProduction:
    'Someone on the team sends signed test data with a wrong type, or a version of YCM has a bug. Reading item.sn when item is null ends the process, and the messages that it was working on are lost too.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends signed JSON that cannot be a message: numbers, strings, arrays of these, reports whose sn, updateTime or list has a wrong type, messages that some correct receivers accept, and generated messages with one value replaced or removed.',
    'Your receiver must respond to each with a 2xx or a 4xx, and finally to a genuine message with a 2xx.',
  ],
  lesson: 'check-the-shape',
  needs: ['carriage'],
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(didChange(ctx, { dids: 2 })));
    await expectAllHandled(ctx, nonsense(ctx));
    await expectAllHandled(ctx, doubtfulMessages(newDidReport(ctx), newCapacityReport(ctx)));
    await ctx.forAll(
      mutation,
      async ({ message, change }) => {
        const mutated = mutate(withSerials(ctx, message), change);
        const note = 'a message with one value replaced or removed';
        expectHandled(await ctx.deliver(mutated, { note }));
      },
      { show: showMutation },
    );
    const note = 'a genuine message after the malformed ones';
    expectAcknowledged(ctx, await ctx.deliver(didChange(ctx, { dids: 2 }), { note }));
  },
});

const mutation = fc.record({ message: messages, change: mutations });

/** The generated message, about PBXs that no other rule uses. */
function withSerials(ctx: RuleContext, message: AnyMessage): Json {
  const renamed = (item: object) => ('sn' in item ? { ...item, sn: ctx.serial() } : item);
  return (Array.isArray(message) ? message.map(renamed) : renamed(message)) as Json;
}
