import {
  actualOf,
  cannotTell,
  defineRule,
  effectsOf,
  fail,
  given,
  newDidReport,
  type RuleContext,
} from '../../runner/rule-kit.ts';

export const oneBadItemHidesNoOther = defineRule({
  id: 'message/one-bad-item-hides-no-other',
  title: 'applies the good items of an array with a bad one all or, when it refuses it, none',
  level: 'should',
  harm: 'loses-messages',
  basis: 'derived',
  requirements: ['did-change-event', 'event-report'],
  why: 'What is acknowledged is never sent again, and what is refused is refused again: reports that stood beside a bad one, or beside one of a newer kind, are lost for good, while others of the same message count.',
  fix: 'Either refuse the whole array with a 4xx, or apply every good item of it; check all before the first is applied, and do not leave the loop at the first bad item.',
  inProduction:
    'The loop ends at an item that it cannot read, and the answer is 200 all the same. What stood behind that item is never sent again: some PBXs are right and others are not, by their place in the array.',
  tried:
    'Sends an array of two good reports, which have to show. Then arrays of two good ones with something between them: a report whose updateTime is a word, a number, a report of an event that is not documented. Whoever acknowledges such an array has to have applied both good ones. To refuse it is right as well, but then both or neither: never one of the two.',
  lesson: 'check-the-shape',
  explainedBy: ['message/refuses-wrong-shapes'],
  needs: ['observer', 'carriage'],
  async run(ctx) {
    const { sent, lost } = await tryBetweenGood(ctx, []);
    given(sent);
    if (lost.length > 0)
      cannotTell({
        because: 'no-effect-shown',
        rule: 'message/applies-every-item',
        detail: 'the observer does not show the effect of two good reports',
      });
    await Promise.all(badItems(ctx).map(([what, bad]) => expectNoLoss(ctx, what, bad)));
  },
});

function badItems(ctx: RuleContext): readonly (readonly [what: string, bad: unknown])[] {
  return [
    ['a report whose updateTime is a word', { ...newDidReport(ctx), updateTime: 'soon' }],
    ['a number', 5],
    ['a report of an event that is not documented', { ...newDidReport(ctx), event: 'trunk_status_change' }],
  ];
}

async function expectNoLoss(ctx: RuleContext, what: string, bad: unknown): Promise<void> {
  const { sent, lost } = await tryBetweenGood(ctx, [bad], ` with ${what} between them`);
  const isWhole = lost.length === 0 || (lost.length === 2 && !sent.isAcknowledged);
  if (isWhole) return;
  const response = sent.isAcknowledged
    ? 'message acknowledged'
    : `partly applied and refused (${actualOf(sent)})`;
  fail(
    `${sent.what}: both good reports applied, or the whole array refused`,
    `${response}, but no effect of the ${lost.join(' and the ')} good report`,
    undefined,
    sent,
  );
}

async function tryBetweenGood(ctx: RuleContext, between: readonly unknown[], how = '') {
  const goods = [newDidReport(ctx), newDidReport(ctx)] as const;
  const message = [goods[0], ...between, goods[1]];
  const sns = goods.map(({ sn }) => sn);
  const { sent, effects } = await effectsOf(ctx, sns, message, `an array of two good reports${how}`);
  const lost = (['first', 'second'] as const).filter((_, n) => effects[n]?.isChanged === false);
  return { sent, lost };
}
