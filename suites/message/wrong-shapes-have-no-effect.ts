import { wrongReports } from '../../runner/properties/wrong-shapes.ts';
import {
  defineRule,
  didChange,
  expectSameState,
  givenEffect,
  newDidReport,
  type RuleContext,
} from '../../runner/rule-kit.ts';

export const wrongShapesHaveNoEffect = defineRule({
  id: 'message/wrong-shapes-have-no-effect',
  title: 'changes nothing because of a report that it cannot have understood',
  level: 'must',
  harm: 'applies-twice-or-stale',
  basis: 'derived',
  requirements: ['did-change-event'],
  why: 'A report whose list is no list, taken for an empty one, takes all DIDs from a PBX that still has them.',
  fix: 'Check the whole of a report before any of it is stored, and do not replace what is missing or wrong by a default.',
  inProduction:
    'One day trunkDidInfoList is missing by mistake, the code has "|| []" for convenience, and a PBX with 200 numbers has none. The answer was 200, so nobody looks.',
  tried:
    'Sends a DID change and waits for its effect. Then sends reports of wrong types, with later updateTimes, about this PBX and about one that is not known. After a quiet time both states have to be what they were.',
  lesson: 'check-the-shape',
  explainedBy: ['message/refuses-wrong-shapes'],
  needs: ['observer', 'carriage'],
  async run(ctx) {
    const [known, unknown] = [ctx.serial(), ctx.serial()];
    const before = await givenEffect(ctx, known, didChange(ctx, { sn: known }));
    const unknownBefore = await ctx.observe(unknown);
    await Promise.all([known, unknown].map((sn) => sendNonsense(ctx, sn)));
    const after = await Promise.all([ctx.observeQuiet(known), ctx.observeQuiet(unknown)]);
    expectSameState(before, after[0], 'after malformed reports about a known PBX');
    expectSameState(unknownBefore, after[1], 'after malformed reports about an unknown PBX');
  },
});

async function sendNonsense(ctx: RuleContext, sn: string): Promise<void> {
  const reports = wrongReports.filter(({ namesPbx }) => namesPbx);
  await Promise.all(
    reports.map(({ what, make }, n) => {
      const report = make(newDidReport(ctx, { sn, offset: n + 1 }));
      return ctx.deliver([report], { note: `a did_change report ${what}` });
    }),
  );
}
