import {
  assumeEffect,
  capacityChange,
  defineRule,
  didChange,
  expectUnchanged,
  type RuleContext,
  tryEach,
} from '../../runner/rule-kit.ts';
import { newerReports } from '../cases/unknown-events.ts';

export const unknownEventsHaveNoEffect = defineRule({
  id: 'message/unknown-events-have-no-effect',
  title: 'changes nothing when an unknown event about a known PBX arrives',
  level: 'must',
  sentBy: 'ycm',
  severity: 'applies-twice-or-stale',
  basis: 'derived',
  requirements: ['all-events', 'event-report'],
  why: 'The next YCM version will send new events. If the receiver takes one for a change of DIDs or capacity, it overwrites what it knows of the PBX.',
  fix: "Apply only the four DID events, and a capacity report, which has a repository and no event. Ignore everything else: don't put code into the default branch of a switch, and don't recognize a report by one of its fields alone.",
  inProduction:
    'YCM is upgraded and sends a warning about a PBX. The default branch of the switch treats it as a change of DIDs, finds no list, and the PBX loses all its numbers.',
  procedure: [
    'Hookswitch sends a DID change about three PBXs, and a capacity change about each. It waits for the effects of the DID changes.',
    'It sends newer reports of undocumented events about these PBXs: one without a list, one with a list of DIDs, and one with a repository.',
    'After a quiet period, the states must be unchanged. The response may be anything.',
  ],
  lesson: 'tell-each-item',
  explainedBy: ['message/applies-every-item', 'retry/applies-once'],
  needs: ['observer', 'carriage'],
  run: (ctx) => tryEach(ctx, newerReports, expectIgnored),
});

async function expectIgnored(ctx: RuleContext, [what, make]: (typeof newerReports)[number]): Promise<void> {
  const sn = ctx.serial();
  await assumeEffect(ctx, sn, didChange(ctx, { sn, dids: 2 }));
  await ctx.deliver(capacityChange(ctx, { sn }));
  const before = await ctx.observeQuiet(sn);
  await ctx.deliver([make(ctx, sn)], { note: what });
  await expectUnchanged(ctx, sn, before, `after ${what}`);
}
