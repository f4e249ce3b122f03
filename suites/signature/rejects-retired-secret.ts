import { capacityChange, defineRule, didChange, expectRefused, given } from '../../runner/rule-kit.ts';
import { wrongSecret } from '../../simulator/faults/wrong-secret.ts';
import { testMessage } from '../../simulator/index.ts';

export const rejectsRetiredSecret = defineRule({
  id: 'signature/rejects-retired-secret',
  title: 'refuses a message signed with a secret that was replaced',
  level: 'must',
  harm: 'open-to-forgers',
  basis: 'documented',
  requirements: ['renew-secret', 'verify-signature'],
  why: 'A secret is replaced when it may have become known: as long as the old one is taken beside the new, whoever has it can still forge.',
  fix: 'Keep one secret for a webhook; when it is replaced, forget the old one everywhere: in each worker, in caches, in defaults and in what stays set beside it.',
  inProduction:
    'The secret has leaked and was replaced in YCM, which is what the button is for. The receiver keeps the old one "for a while", and whoever has it goes on forging messages.',
  tried:
    'After a genuine message, sends a DID change, a capacity change and the test message, right in everything but that they are signed with the secret that was replaced. All have to be refused.',
  lesson: 'one-key-only',
  explainedBy: ['signature/rejects-other-secret'],
  needs: ['retired-secret'],
  async run(ctx) {
    given(await ctx.deliver(didChange(ctx)));
    const retired = (secret: string) => ctx.run.retiredSecret ?? `${secret}x`;
    const fault = wrongSecret('signed with the retired secret', retired);
    const forged = [didChange(ctx), capacityChange(ctx), testMessage];
    const sendings = forged.map((message) => ctx.deliver(message, { fault }));
    for (const sent of await Promise.all(sendings)) expectRefused(sent);
  },
});
