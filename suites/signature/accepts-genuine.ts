import {
  ackFailureOf,
  defineRule,
  expectAcknowledged,
  isNotServed,
  leaveToOtherRules,
  messageSignedLike,
  type RuleContext,
  sendEveryKind,
  withoutPlusAndSlash,
  withPlusAndSlash,
} from '../../runner/rule-kit.ts';
import { isRejected } from '../../simulator/index.ts';

export const acceptsGenuine = defineRule({
  id: 'signature/accepts-genuine',
  title: 'accepts every kind of correctly signed message',
  level: 'must',
  sentBy: 'ycm',
  severity: 'refuses-genuine',
  basis: 'documented',
  requirements: ['compute-signature', 'signature-header'],
  why: 'A receiver that rejects genuine messages loses every event.',
  fix: "Compare X-Signature with Base64(HMAC-SHA256(secret, raw body)). Use the secret as text and the digest as Base64, not hex. Don't decode or lower-case anything.",
  inProduction:
    'The unit tests make the same mistake as the code and stay green, but the first real event gets a 401. YCM retries a few times and gives up, and nobody notices. If only signatures with + or / fail, one message in four passes, and the failures look like network problems.',
  procedure: [
    'Hookswitch sends two genuine messages that differ mainly in their signatures: one contains neither + nor /, the other contains both.',
    'It sends one message of each documented kind at once: the test message, the four DID events and a capacity change.',
    'The rule fails if a message gets a 401 or 403, or if no message gets a 2xx and at least one is rejected.',
  ],
  lesson: 'key-and-digest',
  detects: 'rejected-genuine',
  explainedBy: ['method/accepts-configured-method'],
  acknowledgementRank: 2,
  async run(ctx) {
    await expectEveryCharacter(ctx);
    const sent = await sendEveryKind(ctx);
    const forged = sent.find((one) => ackFailureOf(one) === 'taken-for-forged');
    if (forged) expectAcknowledged(ctx, forged);
    if (sent.some((one) => one.isAcknowledged) || sent.every(isNotServed)) leaveToOtherRules(sent);
    const refused = sent.find((one) => ['refused', 'broken'].includes(ackFailureOf(one) ?? ''));
    if (refused) expectAcknowledged(ctx, refused);
    leaveToOtherRules(sent);
  },
});

/** Two messages that differ only in the characters of their signatures. */
async function expectEveryCharacter(ctx: RuleContext): Promise<void> {
  const send = (look: RegExp, note: string) => ctx.deliver(messageSignedLike(ctx, look), { note });
  const plain = await send(withoutPlusAndSlash, 'a genuine message with neither + nor / in its signature');
  const special = await send(withPlusAndSlash, 'a genuine message with a + and a / in its signature');
  const fix = 'Use X-Signature unchanged: a header is not URL-encoded, and + and / are part of Base64.';
  if (plain.isAcknowledged && isRejected(special.outcome)) expectAcknowledged(ctx, special, fix);
}
