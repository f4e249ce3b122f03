import {
  assumeAcknowledged,
  assumeEffect,
  effectsOf,
  fail,
  newDidReport,
  type RuleContext,
} from '../../../runner/rule-kit.ts';

/** A late message about several PBXs: newer reports about some of them came first. */
export async function tryAfterKnown(ctx: RuleContext): Promise<void> {
  const [known, late, sn] = [ctx.serial(), ctx.serial(), ctx.serial()];
  const report = newDidReport(ctx, { sn: known });
  await assumeEffect(ctx, known, [report], 'a DID report');
  await assumeEffect(ctx, late, [newDidReport(ctx, { sn: late, offset: 10 })], 'a DID report');
  const message = [report, newDidReport(ctx, { sn: late }), newDidReport(ctx, { sn })];
  const note = 'a message with a known DID report, an older one and a new one, each about a different PBX';
  const { sent, effects } = await effectsOf(ctx, [sn], message, note);
  assumeAcknowledged(sent);
  if (effects[0]?.isChanged) return;
  fail(
    `the effect of the new report in ${note}`,
    'message acknowledged, but it had no effect',
    continueAfter,
  );
}

const continueAfter =
  'If a report of an array is a duplicate or older than the stored state, skip only this report and continue with the next one. Do not leave the loop, and do not skip the whole message.';
