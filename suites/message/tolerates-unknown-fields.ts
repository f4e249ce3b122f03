import { givenEffect } from '../../runner/context/effects.ts';
import { expectAcknowledged, fail, given } from '../../runner/context/expect.ts';
import type { MessageFacts } from '../../runner/context/identity.ts';
import type { RuleContext } from '../../runner/context/rule-context.ts';
import { isSame } from '../../runner/observation/json.ts';
import { fieldPlaces, type NewField, newFields } from '../../runner/properties/arbitraries.ts';
import { defineRule } from '../../runner/rule.ts';
import { capacityReport, didReport, testMessage } from '../../simulator/index.ts';

export const toleratesUnknownFields = defineRule({
  id: 'message/tolerates-unknown-fields',
  title: 'accepts messages with fields that it does not know, wherever they stand',
  level: 'must',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'event-report'],
  why: 'The next version of YCM may add a field to what it sends: whoever insists on the known ones loses every message from that day on.',
  hint: 'Read the fields that you need and leave the others alone: no additionalProperties: false, no strict() object.',
  inProduction:
    'A schema with additionalProperties: false was meant to be careful. The next version of YCM adds a field, and from the minute of the upgrade every message is refused.',
  tried:
    'Sends messages with a new field in a report, in an entry of the list, in a repository and in the test message, then generated names and values in these places. All have to be acknowledged. With an observer, a report with a new field has to show like one without.',
  lesson: 'check-the-shape',
  needs: ['carriage'],
  async run(ctx) {
    const plain = fieldPlaces.map((place) => ctx.deliver(messageWith(ctx, { place }).message));
    for (const sent of await Promise.all(plain)) given(sent);
    const sendings = messagesWithNewFields(ctx).map(({ message, note }) => ctx.deliver(message, { note }));
    for (const sent of await Promise.all(sendings)) expectAcknowledged(ctx, sent);
    await ctx.forAll(newFields, async (field) => {
      const { message, note } = messageWith(ctx, field);
      expectAcknowledged(ctx, await ctx.deliver(message, { note }));
    });
    if (ctx.sees.anything) await expectEffect(ctx);
  },
});

/** To acknowledge a message and leave it out because of a new field would be no tolerance. */
async function expectEffect(ctx: RuleContext): Promise<void> {
  const plain = messageWith(ctx, { place: 'report' });
  await givenEffect(ctx, plain.sn, plain.message);
  const { sn, message, note } = messageWith(ctx, { place: 'report', ...exampleField });
  const before = await ctx.observe(sn);
  given(await ctx.deliver(message, { note }));
  if (isSame(await ctx.observeChange(sn, before), before))
    fail(`applies ${note}`, 'acknowledged it but shows no effect of it');
}

/** A message for each place in which a field may be new. */
export function messagesWithNewFields(facts: MessageFacts) {
  return fieldPlaces.map((place) => ({ place, ...messageWith(facts, { place, ...exampleField }) }));
}

const exampleField = { name: 'region', value: 'emea' } as const;

const placeNames = {
  report: 'in a report',
  did: 'in an entry of trunkDidInfoList',
  repository: 'in a repository',
  test: 'in the test message',
} as const;

function messageWith(facts: MessageFacts, field: Pick<NewField, 'place'> & Partial<NewField>) {
  const { place, name, value } = field;
  const extra = name === undefined ? {} : { [name]: value };
  const sn = facts.serial();
  const note = `a message with a new field ${placeNames[place]}`;
  return { sn, note, message: build(facts, sn, place, extra) };
}

function build(
  facts: MessageFacts,
  sn: string,
  place: NewField['place'],
  extra: Record<string, unknown>,
): unknown {
  const updateTime = facts.updateTime();
  if (place === 'test') return { ...testMessage, ...extra };
  if (place === 'repository') {
    const report = capacityReport({ sn, updateTime });
    return [{ ...report, repository: { ...report.repository, ...extra } }];
  }
  const dids = facts.dids(2).map((info) => (place === 'did' ? { ...info, ...extra } : info));
  const report = didReport({ sn, dids, updateTime });
  return [place === 'report' ? { ...report, ...extra } : report];
}
