import {
  assumeAcknowledged,
  defineRule,
  effectsOf,
  expectAcknowledged,
  fail,
  newCapacityReport,
  newDidReport,
  noEffectShown,
  type RuleContext,
  tryParts,
} from '../../runner/rule-kit.ts';

export const appliesMixedArrays = defineRule({
  id: 'message/applies-mixed-arrays',
  title: 'applies each item of an array according to its kind, even if DID and capacity reports are mixed',
  level: 'should',
  sentBy: 'ycm',
  severity: 'loses-messages',
  basis: 'derived',
  requirements: ['did-change-event', 'capacity-change-event'],
  why: 'YCM does not promise that an array contains only one kind of report. A receiver that looks only at the first item silently loses the others.',
  fix: 'Inspect each item: one with a known event is a DID report, one with a repository and no event is a capacity report.',
  inProduction:
    'The first item is a DID report, so the receiver treats all items as DID reports. The capacity reports have no list, so they are dropped, or stored as a PBX without DIDs.',
  procedure: [
    'Hookswitch checks that arrays of one kind are applied.',
    'It sends an array of four alternating DID and capacity reports, then the same array in reverse order.',
    'Both arrays must get a 2xx, and every item must take effect.',
  ],
  lesson: 'tell-each-item',
  needs: ['observer', 'carriage', 'capacity-effects'],
  async run(ctx) {
    for (const kinds of [
      ['DID', 'DID'],
      ['capacity', 'capacity'],
    ] as const) {
      const { sent, missing } = await tryArray(ctx, kinds);
      assumeAcknowledged(sent);
      if (missing.length > 0) noEffectShown(missing.join(' and '));
    }
    await tryParts(ctx, [
      (part) => expectApplied(part, ['DID', 'capacity', 'DID', 'capacity']),
      (part) => expectApplied(part, ['capacity', 'DID', 'capacity', 'DID']),
    ]);
  },
});

type Kind = 'DID' | 'capacity';

async function expectApplied(ctx: RuleContext, kinds: readonly Kind[]): Promise<void> {
  const { sent, missing } = await tryArray(ctx, kinds);
  expectAcknowledged(ctx, sent);
  if (missing.length > 0)
    fail(
      `every item of ${sent.what} applied`,
      `message acknowledged, but ${missing.join(' and ')} had no effect`,
    );
}

async function tryArray(ctx: RuleContext, kinds: readonly Kind[]) {
  const items = kinds.map((kind) => newItem(ctx, kind));
  const sns = items.map(({ sn }) => sn);
  const message = items.map(({ report }) => report);
  const { sent, effects } = await effectsOf(ctx, sns, message, `an array of ${kinds.join(', ')} reports`);
  const missing = effects.flatMap(({ isChanged }, n) =>
    isChanged ? [] : [`the ${kinds[n]} report at position ${n + 1}`],
  );
  return { sent, missing };
}

function newItem(ctx: RuleContext, kind: Kind) {
  const sn = ctx.serial();
  const report = kind === 'DID' ? newDidReport(ctx, { sn }) : newCapacityReport(ctx, { sn });
  return { sn, report };
}
