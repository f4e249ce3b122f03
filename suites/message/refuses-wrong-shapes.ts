import fc from 'fast-check';
import { type AnyMessage, messages, mutations } from '../../runner/properties/arbitraries.ts';
import { mutate } from '../../runner/properties/mutate.ts';
import { doubtfulMessages, wrongMessages, wrongReports } from '../../runner/properties/wrong-shapes.ts';
import {
  defineRule,
  deliverAll,
  didChange,
  expectAcknowledged,
  expectAllHandled,
  expectHandled,
  expectRefused,
  given,
  type Json,
  newCapacityReport,
  newDidReport,
  type RuleContext,
} from '../../runner/rule-kit.ts';

export const refusesWrongShapes = defineRule({
  id: 'message/refuses-wrong-shapes',
  title: 'refuses signed JSON that cannot be a message, answers any other calmly, and goes on serving',
  level: 'must',
  harm: 'lenient',
  basis: 'derived',
  requirements: ['did-change-event', 'acknowledge-with-2xx'],
  why: 'A report that is acknowledged though it could not be read is lost without a trace; one that crashes the receiver takes others with it.',
  fix: 'Check the types of the fields that you use before you use them, and answer 400 or 422 when one is wrong; check that an item is an object before you look into it.',
  inProduction:
    'Somebody in the team sends signed test data with a wrong type, or a version of YCM has a mistake. item.sn of null ends the process, and with it the messages that were under way.',
  tried:
    'After a genuine message, sends signed JSON that cannot be a message: numbers, texts, arrays of such, reports whose sn, updateTime or list has a wrong type. These have to be refused with a 4xx. Doubtful ones, and generated messages with one value replaced or taken out, may be answered with any 2xx or 4xx, but never with a 5xx or a broken connection. At the end a genuine message has to be acknowledged.',
  lesson: 'check-the-shape',
  needs: ['carriage'],
  async run(ctx) {
    given(await ctx.deliver(didChange(ctx, { dids: 2 })));
    for (const sent of await deliverAll(ctx, nonsense(ctx))) expectRefused(sent);
    await expectAllHandled(ctx, doubtful(ctx));
    await ctx.forAll(mutation, async ({ message, change }) => {
      const mutated = mutate(withSerials(ctx, message), change);
      const note = 'a message with one value replaced or taken out';
      expectHandled(await ctx.deliver(mutated, { note }));
    });
    const note = 'a genuine message after all these';
    expectAcknowledged(ctx, await ctx.deliver(didChange(ctx, { dids: 2 }), { note }));
  },
});

function nonsense(ctx: RuleContext) {
  const messages = wrongMessages.map(([what, message]) => [`a message ${what}`, message] as const);
  const reports = wrongReports.map(
    ({ what, make }) => [`a did_change report ${what}`, didChange(ctx, { dids: 2 }).map(make)] as const,
  );
  return [...messages, ...reports];
}

function doubtful(ctx: RuleContext) {
  const all = doubtfulMessages(newDidReport(ctx), newCapacityReport(ctx));
  return all.map(([what, message]) => [`a message ${what}`, message] as const);
}

const mutation = fc.record({ message: messages, change: mutations });

/** The generated message, about PBXs that nobody else knows. */
function withSerials(ctx: RuleContext, message: AnyMessage): Json {
  const renamed = (item: object) => ('sn' in item ? { ...item, sn: ctx.serial() } : item);
  return (Array.isArray(message) ? message.map(renamed) : renamed(message)) as Json;
}
