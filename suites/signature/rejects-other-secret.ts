import { fixedSecrets, secretChange, secretFault } from '../../runner/properties/other-secrets.ts';
import { defineRule, didChange, expectAllRefused, given } from '../../runner/rule-kit.ts';
import { wrongSecret } from '../../simulator/faults/wrong-secret.ts';

export const rejectsOtherSecret = defineRule({
  id: 'signature/rejects-other-secret',
  title: 'refuses a message that is signed with any other secret',
  level: 'must',
  harm: 'open-to-forgers',
  basis: 'documented',
  requirements: ['secret', 'verify-signature'],
  why: 'An HMAC under an empty or guessable key can be computed by anyone, and each of the five webhooks has a secret of its own.',
  fix: 'Use the whole secret of this webhook as the key, as text and undecoded; accept no second key, and refuse to start without a secret.',
  inProduction:
    'The variable with the secret is missing on one server, the key becomes the empty text, and anyone can compute that signature. Or all five webhooks share one list of secrets, and the one that leaks opens them all.',
  tried:
    'After a genuine message, sends messages signed with an empty secret, with the secret in lower and in upper case, decoded as Base64 and as hex, encoded as Base64, with a line break after it, and its first half. Then generated ones: any other 32 characters, any beginning of the secret, the secret with one character changed. All have to be refused.',
  lesson: 'one-key-only',
  async run(ctx) {
    given(await ctx.deliver(didChange(ctx)));
    const others = fixedSecrets(ctx.run.webhook.secret);
    await expectAllRefused(
      ctx,
      others.map(([title, key]) => wrongSecret(title, () => key)),
    );
    await ctx.forAll(secretChange, (drawn) => expectAllRefused(ctx, [secretFault(drawn)]));
  },
});
