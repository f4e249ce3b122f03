import { type DidReport, didReport, serialise, sign } from '../simulator/index.ts';
import { cannotTell, given } from './expect.ts';
import { isSame } from './json.ts';
import type { RuleContext } from './rule.ts';

const tries = 300;

/**
 * A message whose signature has these characters: a receiver that decodes a `+` or takes `/` for `_` is wrong about some signatures
 * only. Half of all have a `+`, half a `/`, a quarter both.
 */
export function messageSignedWith(ctx: RuleContext, characters: readonly string[]): DidReport[] {
  const dids = ctx.dids(2);
  for (let n = 0; n < tries; n++) {
    const message = [didReport({ sn: ctx.serial(), dids, updateTime: ctx.updateTime() })];
    const signature = sign(ctx.webhook.secret, serialise(message, ctx.profile));
    if (characters.every((character) => signature.includes(character))) return message;
  }
  return cannotTell(`none of ${tries} messages has a signature with ${characters.join(' and ')}`);
}

/** What is to have no effect says nothing unless the observer shows the effect of a genuine message. */
export async function expectVisibleEffect(ctx: RuleContext): Promise<void> {
  const sn = ctx.serial();
  const before = await ctx.observe(sn);
  given(await ctx.deliver([didReport({ sn, dids: ctx.dids(2), updateTime: ctx.updateTime() })]));
  if (!isSame(await ctx.observeChange(sn, before), before)) return;
  cannotTell('the observer shows no effect of a genuine message; see message/applies-every-item');
}
