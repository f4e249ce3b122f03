import { expect, it } from 'vitest';
import { withoutSecrets } from '../../../text/secrets/without-secrets.ts';

const secret = 'q7Tz0LmXv3RkWb8HdYc5NsJf2GpAeU9o';

it('masks text with the length and the letters of a secret', () => {
  expect(withoutSecrets(`is "${secret}", and "${secret}x"`)).toBe('is "***", and "***"');
});

it.each([
  secret.slice(1),
  secret.toLowerCase(),
  secret.toUpperCase(),
  `${secret.slice(0, 16)}-${secret.slice(16)}`,
])('leaves %s unchanged', (text) => expect(withoutSecrets(text)).toBe(text));
