import {
  assumeAcknowledged,
  defineRule,
  expectRefused,
  fixOrBypassCache,
  newDidReport,
} from '../../runner/rule-kit.ts';
import { missingSignature } from '../../simulator/faults/missing-signature.ts';
import { wrongSecret } from '../../simulator/faults/wrong-secret.ts';
import { testMessage } from '../../simulator/index.ts';

const fix = 'Verify the signature before the message is parsed, so that no event can be an exception.';

export const checksTheTestMessageToo = defineRule({
  id: 'signature/checks-the-test-message-too',
  title: 'verifies the signature of the test message like any other',
  level: 'must',
  sentBy: 'anyone',
  severity: 'open-to-forgers',
  basis: 'derived',
  requirements: ['send-test-message', 'verify-signature'],
  why: 'A test that passes without verification hides a wrong secret, and a forger can skip verification by sending "test" as the event.',
  fix,
  inProduction:
    'The administrator pastes only half of the secret, clicks Test and sees success. Every event after that is rejected, and nobody looks into it, because the test passed.',
  procedure: [
    'Hookswitch sends the genuine test message.',
    'It sends forged test messages: without a signature, signed with another secret, and in an array with a report, signed with another secret.',
    'Your receiver must reject each forged message with a 4xx.',
  ],
  lesson: 'check-first',
  explainedBy: ['signature/rejects-other-secret', 'signature/rejects-missing'],
  needs: ['carriage'],
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(testMessage, { note: 'the genuine test message' }));
    const wrong = wrongSecret();
    const beside = [testMessage, newDidReport(ctx)];
    const sent = await Promise.all([
      ...[missingSignature, wrong].map((fault) =>
        ctx.deliver(testMessage, { fault, note: `the test message ${fault.title}` }),
      ),
      ctx.deliver(beside, { fault: wrong, note: `a report beside a test message, ${wrong.title}` }),
    ]);
    for (const one of sent) expectRefused(one, fixOrBypassCache(ctx, fix));
  },
});
