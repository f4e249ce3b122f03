import { isSame, type Json } from '../observation/json.ts';
import { given, noEffectShown } from './expect.ts';
import type { RuleContext } from './rule-context.ts';
import type { Sent } from './sent.ts';

/** Sends a genuine message about a PBX and returns the resulting state. Inconclusive if no effect shows. */
export async function givenEffect(
  ctx: RuleContext,
  sn: string,
  message: unknown,
  note?: string,
): Promise<Json> {
  const before = await ctx.observe(sn);
  given(await ctx.deliver(message, note === undefined ? {} : { note }));
  const after = await ctx.observeChange(sn, before);
  if (isSame(after, before)) {
    noEffectShown(note ?? 'a genuine message');
  }
  return after;
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
