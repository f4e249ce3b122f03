import {
  assumeAcknowledged,
  capacityChange,
  defineRule,
  expectRefused,
  messageToForge,
} from '../../runner/rule-kit.ts';
import { wrongSecret } from '../../simulator/faults/wrong-secret.ts';
import { testMessage } from '../../simulator/index.ts';

export const rejectsPreviousSecret = defineRule({
  id: 'signature/rejects-previous-secret',
  title: 'rejects a message signed with the previous secret',
  level: 'must',
  sentBy: 'anyone',
  severity: 'open-to-forgers',
  basis: 'documented',
  requirements: ['renew-secret', 'verify-signature'],
  why: 'A secret is replaced because it may have leaked. As long as the old one works, anyone who has it can forge messages.',
  fix: 'Keep one secret for each webhook. When it is replaced, remove the old one everywhere: from each worker, caches, defaults and leftover settings.',
  inProduction:
    'The secret leaked and was replaced in YCM. The receiver still accepts the old one "for a while", and with it every forgery.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends a DID change, a capacity change and the test message. They are signed with the previous secret and otherwise correct.',
    'Your receiver must reject each of them with a 4xx.',
  ],
  lesson: 'one-key-only',
  explainedBy: ['signature/rejects-other-secret', 'signature/checks-the-test-message-too'],
  needs: ['previous-secret'],
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(messageToForge(ctx)));
    const previous = (secret: string) => ctx.run.previousSecret ?? `${secret}x`;
    const fault = wrongSecret('signed with the previous secret', previous);
    const forged = [messageToForge(ctx), capacityChange(ctx), testMessage];
    const sendings = forged.map((message) => ctx.deliver(message, { fault }));
    for (const sent of await Promise.all(sendings)) expectRefused(sent);
  },
});
