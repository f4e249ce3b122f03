import fc from 'fast-check';
import { expectRefused, given } from '../../runner/context/expect.ts';
import type { RuleContext } from '../../runner/context/rule-context.ts';
import { defineRule } from '../../runner/rule.ts';
import { wrongSecret } from '../../simulator/faults/wrong-secret.ts';
import { didReport } from '../../simulator/index.ts';

export const rejectsOtherSecret = defineRule({
  id: 'signature/rejects-other-secret',
  title: 'refuses a message that is signed with any other secret',
  level: 'must',
  basis: 'documented',
  requirements: ['secret', 'verify-signature'],
  why: 'An HMAC under an empty or guessable key can be computed by anyone, and each of the five webhooks has a secret of its own.',
  hint: 'Use the whole secret of this webhook as the key, as text and undecoded; accept no second key, and refuse to start without a secret.',
  inProduction:
    'The variable with the secret is missing on one server, the key becomes the empty text, and anyone can compute that signature. Or all five webhooks share one list of secrets, and the one that leaks opens them all.',
  tried:
    'After a genuine message, sends messages signed with an empty secret, with the secret in lower and in upper case, decoded as Base64 and as hex, encoded as Base64, with a line break after it, and its first half. Then generated ones: any other 32 characters, any beginning of the secret, the secret with one character changed. All have to be refused.',
  lesson: 'one-key-only',
  async run(ctx) {
    given(await ctx.deliver(message(ctx)));
    const sendings = fixedSecrets(ctx.run.webhook.secret).map(([title, key]) =>
      ctx.deliver(message(ctx), { fault: wrongSecret(title, () => key) }),
    );
    for (const sent of await Promise.all(sendings)) expectRefused(sent);
    await ctx.forAll(secretChange, async (drawn) => {
      const fault = wrongSecret(titles[drawn.kind], (genuine) => otherSecret(genuine, drawn));
      expectRefused(await ctx.deliver(message(ctx), { fault }));
    });
  },
});

function message(ctx: RuleContext) {
  return [didReport({ sn: ctx.serial(), dids: ctx.dids(1), updateTime: ctx.updateTime() })];
}

/** What careless receivers make of a secret, where it is another key. */
export function fixedSecrets(secret: string): readonly (readonly [title: string, key: string | Buffer])[] {
  const keys: readonly (readonly [title: string, key: string | Buffer])[] = [
    ['signed with an empty secret', ''],
    ['signed with the secret in lower case', secret.toLowerCase()],
    ['signed with the secret in upper case', secret.toUpperCase()],
    ['signed with the secret decoded as Base64', Buffer.from(secret, 'base64')],
    ['signed with the secret decoded as hex', Buffer.from(secret, 'hex')],
    ['signed with the secret encoded as Base64', Buffer.from(secret).toString('base64')],
    ['signed with the secret and a line break', `${secret}\n`],
    ['signed with the first half of the secret', secret.slice(0, 16)],
  ];
  return keys.filter(([, key]) => key !== secret);
}

const titles = {
  other: "signed with another webhook's secret",
  prefix: 'signed with the beginning of the secret',
  character: 'signed with the secret but for one character',
} as const;

const characters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'];

export const secretChange = fc.oneof(
  fc.record({
    kind: fc.constant('other' as const),
    secret: fc.string({ unit: fc.constantFrom(...characters), minLength: 32, maxLength: 32 }),
  }),
  fc.record({ kind: fc.constant('prefix' as const), length: fc.integer({ min: 1, max: 31 }) }),
  fc.record({ kind: fc.constant('character' as const), at: fc.integer({ min: 0, max: 31 }) }),
);

type SecretChange = typeof secretChange extends fc.Arbitrary<infer T> ? T : never;

export function otherSecret(secret: string, drawn: SecretChange): string {
  switch (drawn.kind) {
    case 'other':
      return drawn.secret === secret ? `${secret}x` : drawn.secret;
    case 'prefix':
      return secret.slice(0, drawn.length);
    case 'character': {
      const other = secret.charAt(drawn.at) === 'x' ? 'y' : 'x';
      return `${secret.slice(0, drawn.at)}${other}${secret.slice(drawn.at + 1)}`;
    }
  }
}
