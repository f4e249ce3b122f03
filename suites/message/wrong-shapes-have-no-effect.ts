import { nonsenseAbout } from '../../runner/properties/nonsense.ts';
import { defineRule, deliverAll, didChange, expectUnchanged, givenEffect } from '../../runner/rule-kit.ts';

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
    await Promise.all([known, unknown].map((sn) => deliverAll(ctx, nonsenseAbout(ctx, sn))));
    await Promise.all([
      expectUnchanged(ctx, known, before, 'after malformed reports about a known PBX'),
      expectUnchanged(ctx, unknown, unknownBefore, 'after malformed reports about an unknown PBX'),
    ]);
  },
});
