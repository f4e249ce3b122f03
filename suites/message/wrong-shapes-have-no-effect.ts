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
  title: 'changes nothing when a malformed report arrives',
  level: 'must',
  harm: 'applies-twice-or-stale',
  basis: 'derived',
  requirements: ['did-change-event'],
  why: 'If a list of the wrong type is treated as empty, a PBX loses all its DIDs.',
  fix: "Validate the whole report before you store any of it. Don't replace a missing or wrong field with a default.",
  inProduction:
    'One day trunkDidInfoList is missing by mistake. The code has "|| []" for convenience, and a PBX loses all 200 of its numbers. The response is a 200, so nobody notices.',
  tried:
    'Sends a DID change and waits for its effect. Then sends newer reports with a field of the wrong type, about this PBX and about an unknown one. After a quiet period both states must be unchanged.',
  lesson: 'check-the-shape',
  explainedBy: ['message/survives-wrong-shapes'],
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
