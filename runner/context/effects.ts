import type { Fault } from '../../simulator/index.ts';
import { defined } from '../../text/defined.ts';
import { isSame, type Json } from '../observation/json.ts';
import { stateInWords } from '../observation/state-in-words.ts';
import { expectAcknowledged, expectSameState, fail, given, noEffectShown } from './expect.ts';
import { capacityChange, didChange, showsDid } from './messages.ts';
import type { RuleContext } from './rule-context.ts';
import type { Sent } from './sent.ts';

/** Sends a genuine message about a PBX and returns the resulting state. Inconclusive if no effect shows. */
export async function givenEffect(
  ctx: RuleContext,
  sn: string,
  message: unknown,
  note?: string,
): Promise<Json> {
  const { isChanged, state } = await effectOf(ctx, sn, message, note);
  if (!isChanged) noEffectShown(note ?? 'a genuine message');
  return state;
}

/** "No effect" proves nothing unless the observer shows the effect of a genuine message. */
export async function expectVisibleEffect(ctx: RuleContext): Promise<void> {
  const sn = ctx.serial();
  await givenEffect(ctx, sn, didChange(ctx, { sn, dids: 2 }));
}

/** Sends a genuine message about a PBX, which must have an effect, and returns the resulting state. */
export async function expectEffect(
  ctx: RuleContext,
  sn: string,
  message: unknown,
  note: string,
): Promise<Json> {
  const { isChanged, state } = await effectOf(ctx, sn, message, note);
  if (!isChanged) fail(`the effect of ${note}`, `acknowledged, but state still ${stateInWords(state)}`);
  return state;
}

/** Whether the DIDs of a PBX still show after a newer capacity report about it. The observer may show only the latest report. */
export async function showsBothKinds(ctx: RuleContext): Promise<boolean> {
  const [sn, dids] = [ctx.serial(), ctx.dids(1)];
  const areShown = (state: Json) => dids.every((info) => showsDid(ctx, state, info));
  const before = await givenEffect(ctx, sn, didChange(ctx, { sn, dids }));
  if (!areShown(before)) return true;
  given(await ctx.deliver(capacityChange(ctx, { sn, offset: 10 })));
  return areShown(await ctx.observeChange(sn, before));
}

/** After a quiet period, the content of the state must be unchanged. `when` says after what; `fix` replaces the rule's own. */
export async function expectUnchanged(
  ctx: RuleContext,
  sn: string,
  before: Json,
  when: string,
  fix?: string,
): Promise<void> {
  expectSameState(before, await ctx.observeQuiet(sn), when, fix);
}

async function effectOf(ctx: RuleContext, sn: string, message: unknown, note?: string): Promise<Effect> {
  const before = await ctx.observe(sn);
  given(await ctx.deliver(message, defined({ note })));
  const state = await ctx.observeChange(sn, before);
  return { isChanged: !isSame(state, before), state };
}

/** One DID change, and its effect. */
interface WatchedChange {
  readonly sent: Sent;
  /** The state that should have changed and did not. */
  readonly unchanged?: Json;
}

/** Sends a DID change about a new PBX. If it is acknowledged and the observer shows DIDs, waits for its effect. */
export async function watchDidChange(
  ctx: RuleContext,
  { fault, dids = 1 }: { readonly fault?: Fault; readonly dids?: number } = {},
): Promise<WatchedChange> {
  const sn = ctx.serial();
  const before = ctx.sees.dids ? await ctx.observe(sn) : null;
  const sent = await ctx.deliver(didChange(ctx, { sn, dids }), { fault });
  if (!ctx.sees.dids || !sent.isAcknowledged) return { sent };
  const state = await ctx.observeChange(sn, before);
  return { sent, ...(isSame(state, before) && { unchanged: state }) };
}

/** The rule depends on this change. If it is not acknowledged, or an expected effect doesn't show, the rule is inconclusive. */
export function givenTaken({ sent, unchanged }: WatchedChange): void {
  given(sent);
  if (unchanged !== undefined) noEffectShown(sent.what);
}

/** The change must have been acknowledged and, if the observer shows DIDs, have taken effect. */
export function expectTaken(ctx: RuleContext, { sent, unchanged }: WatchedChange): void {
  expectAcknowledged(ctx, sent);
  if (unchanged !== undefined)
    fail(
      `the effect of ${sent.what}`,
      `acknowledged, but state still ${stateInWords(unchanged)}`,
      undefined,
      sent,
    );
}

/** The result for one PBX. */
export interface Effect {
  readonly isChanged: boolean;
  readonly state: Json;
}

/** Sends a message about several PBXs and returns the result for each, in order, whether it was acknowledged or not. */
export async function effectsOf(
  ctx: RuleContext,
  sns: readonly string[],
  message: unknown,
  note: string,
): Promise<{ readonly sent: Sent; readonly effects: readonly Effect[] }> {
  const before = await Promise.all(sns.map(ctx.observe));
  const sent = await ctx.deliver(message, { note });
  const watch = async (sn: string, n: number): Promise<Effect> => {
    const known = before[n] ?? null;
    // A message that was not acknowledged may have no effect, so this waits for a quiet period to find out.
    const state = await (sent.isAcknowledged ? ctx.observeChange(sn, known) : ctx.observeQuiet(sn));
    return { isChanged: !isSame(state, known), state };
  };
  return { sent, effects: await Promise.all(sns.map(watch)) };
}
