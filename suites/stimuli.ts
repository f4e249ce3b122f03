import { type DidReport, didReport, serialise, sign } from '../simulator/index.ts';
import { cannotTell } from './expect.ts';
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
