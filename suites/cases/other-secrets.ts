import fc from 'fast-check';
import { wrongSecret } from '../../simulator/faults/wrong-secret.ts';
import type { Fault } from '../../simulator/index.ts';
import { secretCharacters } from '../../simulator/sender/webhooks.ts';

/** Wrong keys that careless receivers derive from a secret. */
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

/** The same, as faults. */
export function fixedSecretFaults(secret: string): Fault[] {
  return fixedSecrets(secret).map(([title, key]) => wrongSecret(title, () => key));
}

const titles = {
  other: "signed with another webhook's secret",
  prefix: 'signed with the beginning of the secret',
  character: 'signed with the secret with one character changed',
} as const;

export const secretChange = fc.oneof(
  fc.record({
    kind: fc.constant('other' as const),
    secret: fc.string({ unit: fc.constantFrom(...secretCharacters), minLength: 32, maxLength: 32 }),
  }),
  fc.record({ kind: fc.constant('prefix' as const), length: fc.integer({ min: 1, max: 31 }) }),
  fc.record({ kind: fc.constant('character' as const), at: fc.integer({ min: 0, max: 31 }) }),
);

export type SecretChange = typeof secretChange extends fc.Arbitrary<infer T> ? T : never;

export function otherSecret(secret: string, generated: SecretChange): string {
  switch (generated.kind) {
    case 'other':
      return generated.secret === secret ? `${secret}x` : generated.secret;
    case 'prefix':
      return secret.slice(0, generated.length);
    case 'character': {
      const other = secret.charAt(generated.at) === 'x' ? 'y' : 'x';
      return `${secret.slice(0, generated.at)}${other}${secret.slice(generated.at + 1)}`;
    }
  }
}

export function secretFault(generated: SecretChange): Fault {
  return wrongSecret(titles[generated.kind], (genuine) => otherSecret(genuine, generated));
}
