import {
  assumeAcknowledged,
  assumeEffect,
  defineRule,
  expectAcknowledged,
  expectEffect,
  fieldPlaces,
  type NewField,
  newFields,
} from '../../runner/rule-kit.ts';
import { exampleField, messagesWithNewFields, messageWithField } from '../cases/new-fields.ts';
import { showField } from '../cases/show-case.ts';

export const toleratesUnknownFields = defineRule({
  id: 'message/tolerates-unknown-fields',
  title: 'accepts messages with unknown fields at any level',
  level: 'must',
  sentBy: 'ycm',
  severity: 'refuses-genuine',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'event-report'],
  why: 'The next YCM version may add a field. A receiver that accepts only the fields it knows then loses every message.',
  fix: "Read the fields you need and ignore the others. Don't use additionalProperties: false or a strict() object.",
  inProduction:
    'A developer added additionalProperties: false to the schema as a precaution. The next version of YCM adds a field, and every message after the upgrade is rejected.',
  procedure: [
    'Hookswitch sends messages with a new field in a report, in a list entry, in a repository and in the test message.',
    'It sends messages with generated names and values in these places.',
    'Your receiver must respond with a 2xx to each message. If the observer shows DIDs, a report with a new field must take effect too.',
  ],
  lesson: 'check-the-shape',
  needs: ['carriage'],
  async run(ctx) {
    const plain = fieldPlaces.map((place) => ctx.deliver(messageWithField(ctx, { place }).message));
    for (const sent of await Promise.all(plain)) assumeAcknowledged(sent);
    const sendings = messagesWithNewFields(ctx).map(({ message, note }) => ctx.deliver(message, { note }));
    for (const sent of await Promise.all(sendings)) expectAcknowledged(ctx, sent);
    const tryField = async (field: NewField) => {
      const { message, note } = messageWithField(ctx, field);
      expectAcknowledged(ctx, await ctx.deliver(message, { note }));
    };
    await ctx.forAll(newFields, tryField, { show: showField });
    if (!ctx.sees.dids) return;
    // Acknowledging a message but ignoring it because of a new field does not count as tolerant.
    const known = messageWithField(ctx, { place: 'report' });
    await assumeEffect(ctx, known.sn, known.message);
    const { sn, message, note } = messageWithField(ctx, { place: 'report', ...exampleField });
    await expectEffect(ctx, sn, message, note);
  },
});
