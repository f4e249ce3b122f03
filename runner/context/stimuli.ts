import { type DidReport, serialize } from '../../simulator/index.ts';
import { genuineSigner } from '../../simulator/signature/signer.ts';
import { cannotTell } from './expect.ts';
import { didChange } from './messages.ts';
import type { RuleContext } from './rule-context.ts';

const tries = 300;

/** Half of all signatures contain a `+`, half a `/`. A receiver that decodes them wrong rejects only some signatures. */
export const withPlusAndSlash = /\+[^+/]*\/|\/[^+/]*\+/;
export const withoutPlusAndSlash = /^[^+/]*$/;

/** A message whose signature looks like this. */
export function messageSignedLike(ctx: RuleContext, look: RegExp): DidReport[] {
  const { secret, dialect } = ctx.run.webhook;
  const { digest, write } = dialect?.signer ?? genuineSigner;
  const dids = ctx.dids(2);
  for (let n = 0; n < tries; n++) {
    const message = didChange(ctx, { dids });
    if (look.test(write(digest(secret, serialize(message, ctx.run.profile))))) return message;
  }
  if (dialect?.signer) cannotTell({ reasonCode: 'hidden-by-cause' });
  return cannotTell({
    reasonCode: 'no-such-signature',
    detail: `none of ${tries} messages has a signature like ${look}`,
  });
}
