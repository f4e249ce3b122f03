import {
  didChange,
  type FindAdvice,
  formatMs,
  isSame,
  type Json,
  type RuleContext,
} from '../../../runner/rule-kit.ts';
import { longPauseMs, pauseSince } from './long-pause.ts';

/** The advice if a report has no effect right after another one, but has one later. */
export async function whyDropped(ctx: RuleContext): Promise<FindAdvice> {
  const known = await newPbx(ctx).catch(() => undefined);
  return async (later) => {
    const isDroppedAtOnce = (await takesNext(later, await newPbx(later))) === false;
    if (!known || !isDroppedAtOnce) return undefined;
    await pauseSince(later, known.atMs);
    return (await takesNext(later, known)) ? keepWhatComesSoon : undefined;
  };
}

interface Known {
  readonly sn: string;
  readonly state: Json;
  readonly atMs: number;
}

/** A PBX after a DID change. Undefined if that has no effect. */
async function newPbx(ctx: RuleContext): Promise<Known | undefined> {
  const sn = ctx.serial();
  const nothing = await ctx.observe(sn);
  await ctx.deliver(didChange(ctx, { sn }), { note: 'a DID change of a new PBX' });
  const state = await ctx.observeChange(sn, nothing);
  return isSame(state, nothing) ? undefined : { sn, state, atMs: performance.now() };
}

/** Whether the next DID change has an effect, if it is acknowledged. */
async function takesNext(ctx: RuleContext, known: Known | undefined): Promise<boolean | undefined> {
  if (!known) return undefined;
  const { sn, state, atMs } = known;
  const next = didChange(ctx, { sn, dids: 2, offset: 10 });
  const { isAcknowledged } = await ctx.deliver(next, {
    note: `the next DID change, ${formatMs(performance.now() - atMs)} later`,
  });
  return isAcknowledged ? !isSame(await ctx.observeChange(sn, state), state) : undefined;
}

const keepWhatComesSoon = `Apply every newer report, however soon it comes after the last one. Your receiver drops a DID change right after another one of its PBX, and applies it if at least ${longPauseMs / 1000} s pass. A cooldown, a debounce or a limit for each PBX loses what YCM sends only once: it doesn't repeat a report that got a 2xx.`;
