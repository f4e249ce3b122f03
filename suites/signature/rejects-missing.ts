import {
  assumeAcknowledged,
  capacityChange,
  defineRule,
  expectAllRefused,
  expectRefused,
  messageToForge,
} from '../../runner/rule-kit.ts';
import { missingSignature } from '../../simulator/faults/missing-signature.ts';
import { credentialsElsewhere } from '../../simulator/faults/signature-elsewhere.ts';

export const rejectsMissing = defineRule({
  id: 'signature/rejects-missing',
  title: 'rejects a message without an X-Signature header, even if a signature is elsewhere',
  level: 'must',
  sentBy: 'anyone',
  severity: 'open-to-forgers',
  basis: 'documented',
  requirements: ['signature-header', 'verify-signature'],
  why: 'Verifying a signature only if there is one stops nobody: a forger omits the header.',
  fix: "Respond 401 if there is no X-Signature header, before you parse the message. Don't look for the signature anywhere else, least of all in the query, which ends up in logs.",
  inProduction:
    'Someone finds the URL in a log, in a proxy or by guessing, and sends an invented report without a signature. They can change the DIDs of any PBX, and nothing in the log looks wrong.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends a DID change and a capacity change without an X-Signature header.',
    'It sends messages whose correct signature is in another header instead (Signature, X-Hub-Signature-256, X-Webhook-Signature, X-Yeastar-Signature, Authorization), or in the query.',
    'If your receiver is on this machine, it sends messages with the bare secret in a header (X-Webhook-Secret, Authorization: Bearer and others) and in the query (?token= and others).',
    'Your receiver must reject each message with a 4xx, except the genuine one.',
  ],
  lesson: 'compare-in-full',
  detects: 'missing-signature',
  explainedBy: ['signature/rejects-other-secret'],
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(messageToForge(ctx)));
    const forged = [messageToForge(ctx), capacityChange(ctx)];
    const sendings = forged.map((message) => ctx.deliver(message, { fault: missingSignature }));
    for (const sent of await Promise.all(sendings)) expectRefused(sent);
    await expectAllRefused(ctx, credentialsElsewhere());
  },
});
