import {
  assumeAcknowledged,
  defineRule,
  expectAllRefused,
  expectRefused,
  messageToForge,
} from '../../runner/rule-kit.ts';
import { wrongSecret } from '../../simulator/faults/wrong-secret.ts';
import { fixedSecretFaults, secretChange, secretFault } from '../cases/other-secrets.ts';
import { showSecret } from '../cases/show-case.ts';

export const rejectsOtherSecret = defineRule({
  id: 'signature/rejects-other-secret',
  title: 'rejects a message signed with any other secret',
  level: 'must',
  sentBy: 'anyone',
  severity: 'open-to-forgers',
  basis: 'documented',
  requirements: ['secret', 'verify-signature'],
  why: 'Anyone can compute an HMAC with an empty or guessable key, and each webhook in YCM has its own secret.',
  fix: 'Use the whole secret of this webhook as the key, as text and undecoded. Accept no second key, and refuse to start without a secret.',
  inProduction:
    'The secret is not set on one server, so the key is an empty string, and anyone can compute that signature. Or all webhooks share one list of secrets, and one leaked secret opens them all.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends messages that are signed with an empty secret, or with the secret in lower or upper case, decoded as Base64 or as hex, encoded as Base64, followed by a line break, or cut to its first half. One more of these is about the PBX of the genuine message.',
    'It sends messages that are signed with generated secrets: any other 32 characters, any prefix of the secret, or the secret with one character changed.',
    'Your receiver must reject each of them with a 4xx. Closing the connection also counts as a rejection if your receiver does so for every forged message and then acknowledges the genuine message.',
  ],
  lesson: 'one-key-only',
  detects: 'other-secret',
  async run(ctx) {
    const sn = ctx.serial();
    assumeAcknowledged(await ctx.deliver(messageToForge(ctx, { sn })));
    await expectAllRefused(ctx, fixedSecretFaults(ctx.run.webhook.secret));
    // If the receiver accepts only this one, the secret isn't the reason.
    const aboutKnown = messageToForge(ctx, { sn, offset: 1 });
    const known = await ctx.deliver(aboutKnown, { fault: wrongSecret(titleOfKnown) });
    expectRefused(known, verifyEach);
    await ctx.forAll(secretChange, (generated) => expectAllRefused(ctx, [secretFault(generated)]), {
      show: showSecret,
    });
  },
});

const titleOfKnown = 'signed with another secret, about a PBX that a genuine message named before';

const verifyEach =
  'Verify the signature of every message, whichever PBX it names. The sn is part of the message: a forger can use a known one.';
