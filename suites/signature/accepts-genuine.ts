import {
  defineRule,
  expectAcknowledged,
  isNotServed,
  isRefused,
  leaveToOtherRules,
  messageSignedLike,
  missOf,
  type RuleContext,
  sendEveryKind,
  withoutPlusAndSlash,
  withPlusAndSlash,
} from '../../runner/rule-kit.ts';

export const acceptsGenuine = defineRule({
  id: 'signature/accepts-genuine',
  title: 'accepts every kind of message that is signed as the vendor says',
  level: 'must',
  harm: 'refuses-genuine',
  basis: 'documented',
  requirements: ['compute-signature', 'signature-header'],
  why: 'A receiver that refuses genuine messages loses every event, however good the rest of it is.',
  fix: 'Compare X-Signature with Base64(HMAC-SHA256(secret, raw body)): the secret is used as text, the digest is Base64 and not hex, and nothing is decoded or lower-cased.',
  inProduction:
    'The unit tests sign with the same wrong rule as the code and stay green, and the first real event is answered 401. YCM tries a few times more and gives up; nobody is told. Where only + and / go wrong, one message in four passes, and it looks like a fault of the network.',
  tried:
    'Sends two genuine messages that differ in little but their signatures: one holds neither + nor /, the other holds both. Then sends a message of each documented kind at once: the test message, the four events about DIDs, a capacity change. Fails when one is answered 401 or 403, or when none is acknowledged because they are refused.',
  lesson: 'key-and-digest',
  explainedBy: ['method/accepts-its-method'],
  acknowledgementRank: 2,
  async run(ctx) {
    await expectEveryCharacter(ctx);
    const sent = await sendEveryKind(ctx);
    const forged = sent.find((one) => missOf(one) === 'taken-for-forged');
    if (forged) expectAcknowledged(ctx, forged);
    if (sent.some((one) => one.isAcknowledged) || sent.every(isNotServed)) leaveToOtherRules(sent);
    const refused = sent.find((one) => ['refused', 'broken'].includes(missOf(one) ?? ''));
    if (refused) expectAcknowledged(ctx, refused);
    leaveToOtherRules(sent);
  },
});

/** Two messages that differ in nothing that a receiver looks at, but for the characters of their signatures. */
async function expectEveryCharacter(ctx: RuleContext): Promise<void> {
  const send = (look: RegExp, note: string) => ctx.deliver(messageSignedLike(ctx, look), { note });
  const plain = await send(withoutPlusAndSlash, 'a genuine message with neither + nor / in its signature');
  const special = await send(withPlusAndSlash, 'a genuine message with a + and a / in its signature');
  const fix = 'Take X-Signature as it comes: a header is not URL-encoded, and + and / belong to Base64.';
  if (plain.isAcknowledged && isRefused(special)) expectAcknowledged(ctx, special, fix);
}
