import { didChange, newDidReport, type RuleContext } from '../../../runner/rule-kit.ts';

interface TrafficBounds {
  /** A PBX to observe until the receiver has processed the arrays. */
  readonly sn: string;
  /** The minimum time to wait (ms). */
  readonly minMs: number;
  /** The maximum time to send (ms). */
  readonly maxMs: number;
  /** The maximum number of messages. */
  readonly maxMessages: number;
}

/** Reports in each array, for a receiver that counts reports and not messages. */
const arrays = [100, 1000];
/** How long an array may take (ms). */
const maxArrayMs = 10_000;
/** How long to send messages of one report (ms). */
const maxSendingMs = 3000;
/** The part of the rule's time for them: a slow receiver gets few in any case. */
const partForSending = 1 / 8;
/** How many of these messages to send if no array is acknowledged. */
const fewMessages = 200;

/** How many to send at once: no other rule sends meanwhile. */
const atOnce = 16;

/** Lets time pass while reports about other PBXs arrive, one per PBX, no faster than the receiver can process them. */
export async function passTimeWithOthers(
  ctx: RuleContext,
  { sn, minMs, maxMs, maxMessages }: TrafficBounds,
): Promise<{ readonly tookMs: number }> {
  const start = performance.now();
  const eachMs = await sendArrays(ctx, sn, Math.min(maxArrayMs, maxMs / 2));
  const messages = Math.min(maxMessages, eachMs === undefined ? fewMessages : maxSendingMs / eachMs);
  const sendingMs = Math.min(maxSendingMs, partForSending * ctx.run.leftMs());
  const endsAt = Math.min(performance.now() + sendingMs, start + maxMs);
  let begun = 0;
  const sendSome = async () => {
    while (begun < messages && performance.now() < endsAt) {
      begun += 1;
      await ctx.deliver(didChange(ctx), { note: 'a message about another PBX, in between' });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sendSome));
  const leftMs = start + minMs - performance.now();
  if (leftMs > 0) await ctx.pause(leftMs);
  return { tookMs: performance.now() - start };
}

/** How long each report of the longest array took (ms); undefined where none was acknowledged. */
async function sendArrays(ctx: RuleContext, sn: string, maxMs: number): Promise<number | undefined> {
  let eachMs: number | undefined;
  for (const length of arrays) {
    if ((eachMs ?? 0) * length > maxMs) return eachMs;
    const reports = Array.from({ length }, () => newDidReport(ctx));
    const start = performance.now();
    const { isAcknowledged } = await ctx.deliver(reports, { note: `${length} reports about other PBXs` });
    if (!isAcknowledged) return eachMs;
    await ctx.observeQuiet(sn);
    eachMs = (performance.now() - start) / length;
  }
  return eachMs;
}
