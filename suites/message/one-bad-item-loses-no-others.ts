import {
  actualOf,
  assumeAcknowledged,
  cannotTell,
  defineRule,
  effectsOf,
  fail,
  newDidReport,
  type RuleContext,
  tryEach,
} from '../../runner/rule-kit.ts';

export const oneBadItemLosesNoOthers = defineRule({
  id: 'message/one-bad-item-loses-no-others',
  title: 'applies all valid items of an array with an invalid one, or rejects the whole array',
  level: 'should',
  sentBy: 'nobody',
  severity: 'loses-messages',
  basis: 'derived',
  requirements: ['did-change-event', 'event-report'],
  why: 'YCM never retries an acknowledged message, and a rejected one is rejected again on every retry. Reports next to an invalid one, or next to one of a newer kind, are lost for good.',
  fix: "Either reject the whole array with a 4xx, or apply every valid item. Validate all items before you apply the first, and don't leave the loop at the first invalid item.",
  inProduction:
    'The loop stops at an item that it cannot read, and the response is still 200. The items after it are never sent again, so the position in the array decides which PBXs are up to date.',
  procedure: [
    'Hookswitch sends an array of two valid reports, whose effects must be visible.',
    'It sends arrays of two valid reports with an invalid item between them: a number, null, a report whose updateTime is a word, a pce_delete whose list contains a word, or a report of an undocumented event.',
    'If your receiver acknowledges the array, it must have applied both valid reports. If it rejects the array, it must have applied both or neither.',
  ],
  lesson: 'check-the-shape',
  explainedBy: ['message/survives-wrong-shapes'],
  needs: ['observer', 'carriage'],
  async run(ctx) {
    const { sent, lost } = await tryBetweenGood(ctx, []);
    assumeAcknowledged(sent);
    if (lost.length > 0)
      cannotTell({
        reasonCode: 'no-effect-shown',
        rule: 'message/applies-every-item',
        detail: 'the observer shows no effect of two valid reports',
      });
    await tryEach(ctx, badItems(ctx), (part, [what, bad]) => expectNoLoss(part, what, bad));
  },
});

function badItems(ctx: RuleContext): readonly (readonly [what: string, bad: unknown])[] {
  return [
    ['a report whose updateTime is a word', { ...newDidReport(ctx), updateTime: 'soon' }],
    ['a number', 5],
    ['null', null],
    [
      'a pce_delete whose list contains a word',
      { ...newDidReport(ctx, { event: 'pce_delete' }), trunkDidInfoList: ['none'] },
    ],
    ['a report of an undocumented event', { ...newDidReport(ctx), event: 'trunk_status_change' }],
  ];
}

async function expectNoLoss(ctx: RuleContext, what: string, bad: unknown): Promise<void> {
  const { sent, lost } = await tryBetweenGood(ctx, [bad], ` with ${what} between them`);
  const isWhole = lost.length === 0 || (lost.length === 2 && !sent.isAcknowledged);
  if (isWhole) return;
  const response = sent.isAcknowledged
    ? 'message acknowledged'
    : `partly applied and rejected (${actualOf(sent)})`;
  fail(
    `${sent.what}: both valid reports applied, or the whole array rejected`,
    `${response}, but the ${lost.join(' and ')} good ${lost.length === 1 ? 'report' : 'reports'} had no effect`,
    undefined,
    sent,
  );
}

async function tryBetweenGood(ctx: RuleContext, between: readonly unknown[], how = '') {
  const goods = [newDidReport(ctx), newDidReport(ctx)] as const;
  const message = [goods[0], ...between, goods[1]];
  const sns = goods.map(({ sn }) => sn);
  const { sent, effects } = await effectsOf(ctx, sns, message, `an array of two valid reports${how}`);
  const lost = (['first', 'second'] as const).filter((_, n) => effects[n]?.isChanged === false);
  return { sent, lost };
}
