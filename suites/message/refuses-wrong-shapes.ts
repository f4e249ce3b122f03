import fc from 'fast-check';
import { expectAcknowledged, expectCalm, expectRefused, given } from '../../runner/context/expect.ts';
import type { RuleContext } from '../../runner/context/rule-context.ts';
import type { Json } from '../../runner/observation/json.ts';
import { type AnyMessage, messages, mutations } from '../../runner/properties/arbitraries.ts';
import { mutate } from '../../runner/properties/mutate.ts';
import { doubtfulMessages, wrongMessages, wrongReports } from '../../runner/properties/wrong-shapes.ts';
import { defineRule } from '../../runner/rule.ts';
import { capacityReport, didReport } from '../../simulator/index.ts';

export const refusesWrongShapes = defineRule({
  id: 'message/refuses-wrong-shapes',
  title: 'refuses signed JSON that cannot be a message, answers any other calmly, and goes on serving',
  level: 'must',
  basis: 'derived',
  requirements: ['did-change-event', 'acknowledge-with-2xx'],
  why: 'A report that is acknowledged though it could not be read is lost without a trace; one that crashes the receiver takes others with it.',
  hint: 'Check the types of the fields that you use before you use them, and answer 400 or 422 when one is wrong; check that an item is an object before you look into it.',
  inProduction:
    'Somebody in the team sends signed test data with a wrong type, or a version of YCM has a mistake. item.sn of null ends the process, and with it the messages that were under way.',
  tried:
    'After a genuine message, sends signed JSON that cannot be a message: numbers, texts, arrays of such, reports whose sn, updateTime or list has a wrong type. These have to be refused with a 4xx. Doubtful ones, and generated messages with one value replaced or taken out, may be answered with any 2xx or 4xx, but never with a 5xx or a broken connection. At the end a genuine message has to be acknowledged.',
  lesson: 'check-the-shape',
  needs: ['carriage'],
  async run(ctx) {
    given(await ctx.deliver(plainMessage(ctx)));
    const sendings = nonsense(ctx).map(([note, message]) => ctx.deliver(message, { note }));
    for (const sent of await Promise.all(sendings)) expectRefused(sent);
    const answers = doubtful(ctx).map(([note, message]) => ctx.deliver(message, { note }));
    for (const sent of await Promise.all(answers)) expectCalm(sent);
    await ctx.forAll(mutation, async ({ message, change }) => {
      const mutated = mutate(withSerials(ctx, message), change);
      const note = 'a message with one value replaced or taken out';
      expectCalm(await ctx.deliver(mutated, { note }));
    });
    expectAcknowledged(
      ctx,
      await ctx.deliver(plainMessage(ctx), { note: 'a genuine message after all these' }),
    );
  },
});

function plainMessage(ctx: RuleContext) {
  return [didReport({ sn: ctx.serial(), dids: ctx.dids(2), updateTime: ctx.updateTime() })];
}

function nonsense(ctx: RuleContext): readonly (readonly [note: string, message: unknown])[] {
  const reports = wrongReports.map(
    ({ what, make }) => [`a did_change report ${what}`, plainMessage(ctx).map(make)] as const,
  );
  return [...wrongMessages.map(([what, message]) => [`a message ${what}`, message] as const), ...reports];
}

function doubtful(ctx: RuleContext): readonly (readonly [note: string, message: unknown])[] {
  const did = didReport({ sn: ctx.serial(), dids: ctx.dids(1), updateTime: ctx.updateTime() });
  const capacity = capacityReport({ sn: ctx.serial(), updateTime: ctx.updateTime() });
  return doubtfulMessages(did, capacity).map(([what, message]) => [`a message ${what}`, message]);
}

const mutation = fc.record({ message: messages, change: mutations });

/** The generated message, about PBXs that nobody else knows. */
function withSerials(ctx: RuleContext, message: AnyMessage): Json {
  const renamed = (item: object) => ('sn' in item ? { ...item, sn: ctx.serial() } : item);
  return (Array.isArray(message) ? message.map(renamed) : renamed(message)) as Json;
}
