import { assumeEffect, effectsOf, fail, newDidReport, type RuleContext } from '../../../runner/rule-kit.ts';
import type { DidEvent } from '../../../simulator/index.ts';

/** Deleting a shared trunk sends an array. Another rule checks whether such an event has an effect at all. */
export async function tryRemoval(ctx: RuleContext, event: DidEvent): Promise<void> {
  const sns = [ctx.serial(), ctx.serial()];
  for (const sn of sns) await assumeEffect(ctx, sn, [newDidReport(ctx, { sn })], 'a DID report');
  const note = `a message with ${sns.length} ${event} reports, each about a known PBX`;
  const message = sns.map((sn) => newDidReport(ctx, { sn, event, offset: 10 }));
  const { sent, effects } = await effectsOf(ctx, sns, message, note);
  const missing = effects.findIndex(({ isChanged }) => !isChanged);
  if (!sent.isAcknowledged || missing < 0 || effects.every(({ isChanged }) => !isChanged)) return;
  fail(
    `the effect of both reports of ${note}`,
    `message acknowledged, but report ${missing + 1} had no effect`,
    `Iterate over the array for ${event} too. If several PBXs share a trunk, one message may report on all of them.`,
  );
}
