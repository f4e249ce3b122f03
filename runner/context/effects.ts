import { defined } from '../../text/defined.ts';
import { isSame, type Json, shorten } from '../observation/json.ts';
import { expectSameContent, fail, given, noEffectShown } from './expect.ts';
import { didChange } from './messages.ts';
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
  if (!isChanged) fail(`the effect of ${note}`, `state still ${shorten(state)}`);
  return state;
}

/** After a quiet period, the content of the state must be what it was. `when` says after what, `fix` replaces the rule's own. */
export async function expectUnchanged(
  ctx: RuleContext,
  sn: string,
  before: Json,
  when: string,
  fix?: string,
): Promise<void> {
  expectSameContent(before, await ctx.observeQuiet(sn), when, fix);
}

async function effectOf(ctx: RuleContext, sn: string, message: unknown, note?: string): Promise<Effect> {
  const before = await ctx.observe(sn);
  given(await ctx.deliver(message, defined({ note })));
  const state = await ctx.observeChange(sn, before);
  return { isChanged: !isSame(state, before), state };
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
    // A message that was not acknowledged need not have an effect, so this waits for a quiet time to see whether it has one.
    const state = await (sent.isAcknowledged ? ctx.observeChange(sn, known) : ctx.observeQuiet(sn));
    return { isChanged: !isSame(state, known), state };
  };
  return { sent, effects: await Promise.all(sns.map(watch)) };
}
