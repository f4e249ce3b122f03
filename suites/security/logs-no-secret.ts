import { assumeAcknowledged, defineRule, didChange, fail, type RuleContext } from '../../runner/rule-kit.ts';
import { malformedSignature } from '../../simulator/faults/malformed-signature.ts';
import { missingSignature } from '../../simulator/faults/missing-signature.ts';
import { wrongSecret } from '../../simulator/faults/wrong-secret.ts';
import { serialize } from '../../simulator/index.ts';
import { expectedDigest } from '../../simulator/wire/request.ts';

/** Output arrives a moment after the response (ms). */
const printedWithinMs = 500;

export const logsNoSecret = defineRule({
  id: 'security/logs-no-secret',
  title: 'never prints the secret, or the expected signature of a forged message',
  level: 'should',
  sentBy: 'anyone',
  severity: 'open-to-forgers',
  basis: 'derived',
  requirements: ['secret', 'renew-secret'],
  why: "Logs are copied, searched and sent to other services. Anyone who can read them can use the secret to forge any message, or use the expected signature to send the rejected message again. Logging the request's own headers and URL is fine: they contain only what the sender already knows.",
  fix: 'Remove the secret and the expected signature from your log lines, and mask them in your logger. If the secret was logged in production, renew it in YCM.',
  inProduction:
    'A debug line prints the expected signature next to the received one. A colleague with access to the logs sends a message without a signature, reads the line, and sends the message again with the correct one.',
  procedure: [
    'Before all other rules, because some of them send the bare secret, Hookswitch sends a genuine message, an unsigned message that is not JSON, and forged messages: without a signature, with a malformed signature, and signed with another secret.',
    'It searches everything that your receiver has printed since its start. The secret and the correct signatures of the forged messages must not be there: neither as they are, nor percent-encoded, in Base64 or in hex.',
  ],
  lesson: 'quiet-errors',
  needs: ['output', 'carriage'],
  runs: 'first',
  async run(ctx) {
    const { output } = ctx.receiver;
    assumeAcknowledged(await ctx.deliver(didChange(ctx)));
    const truncated = { note: 'an unsigned message that is not JSON', fault: missingSignature };
    await ctx.deliver(Buffer.from('{"event":'), truncated);
    await Promise.all(faults.map((fault) => sendForged(ctx, fault)));
    await ctx.pause(printedWithinMs);
    const [leak] = output.leaks();
    if (!leak) return;
    fail(
      'no secret and no expected signature in the output of the receiver',
      `it printed ${leak.what}, ${leak.form}: ${JSON.stringify(leak.line)}`,
    );
  },
});

const faults = [missingSignature, malformedSignature(), wrongSecret()];

/** Starts searching the output for the correct signature before the message is sent, so that nothing is missed. */
async function sendForged(ctx: RuleContext, fault: (typeof faults)[number]): Promise<void> {
  const bytes = serialize(didChange(ctx), ctx.run.profile);
  const signature = expectedDigest(ctx.run.webhook, bytes);
  ctx.receiver.output.watch([
    { what: `the expected signature of a message ${fault.title}`, bytes: signature },
  ]);
  await ctx.deliver(bytes, { fault });
}
