import { cannotTell, given } from './expect.ts';
import { isSame, type Json } from './json.ts';
import type { RuleContext } from './rule.ts';

/** Sends a genuine message about a PBX and gives the state that it leads to; when no effect of it shows, the rule cannot tell. */
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
    cannotTell(
      `the observer shows no effect of ${note ?? 'a genuine message'}; see message/applies-every-item`,
    );
  }
  return after;
}
