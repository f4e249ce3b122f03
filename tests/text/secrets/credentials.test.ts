import { expect, it } from 'vitest';
import { looksLikeCredential } from '../../../text/secrets/credential.ts';
import { displayCommand } from '../../../text/secrets/display-command.ts';
import { withoutSecrets } from '../../../text/secrets/without-secrets.ts';

it.each([
  ['a short JWT', 'eyJh.b.'],
  ['20 characters in both cases, with a digit', 'aBcDeFgHiJkLmNoPqRs1'],
  ['short words in both cases, with digits', 'Abc1-Def2-Ghi3-Jkl4-Mno5'],
  ['a word of 16 letters and digits', 'key-a1b2c3d4e5f6a7b8'],
])('recognizes %s as a credential', (_what, value) => {
  expect(looksLikeCredential(value)).toBe(true);
});

it.each([
  ['19 characters', 'aBcDeFgHiJkLmNoPqR1'],
  ['letters only', 'aBcDeFgHiJkLmNoPqRsT'],
  ['other characters at the end', 'aBcDeFgHiJkLmNoPqRs1 !'],
  ['other characters at the beginning', '! aBcDeFgHiJkLmNoPqRs1'],
  ['short words in upper case, with digits', 'ABC1-DEF2-GHI3-JKL4-MNO5'],
  ['a word of 15 letters and digits', 'keys-a1b2c3d4e5f6a7b'],
  ['a long word without a digit', 'abcdefghijklmnopqrst-1'],
  ['a long number', '12345678901234567890-a'],
])('does not treat %s as a credential', (_what, value) => {
  expect(looksLikeCredential(value)).toBe(false);
});

it.each([
  ['psql postgres://app:pa55@db/ycm', 'psql postgres://***@db/ycm'],
  ['DB=postgres://app:pa55@db/ycm ./state.sh', 'DB=postgres://***@db/ycm ./state.sh'],
  ['(curl http://app:pa55@h/x)|jq .', '(curl http://***@h/x)|jq .'],
  [`PGPASSWORD='a b' psql -c "select 1"`, `PGPASSWORD=*** psql -c "select 1"`],
  ['PGPASSWORD="a b" psql', 'PGPASSWORD=*** psql'],
  ['token=abc', 'token=***'],
  ['show --token=abc --sn "$YCM_SN"', 'show --token=*** --sn "$YCM_SN"'],
  ['show --my-key=1 --page=2 --token=3 end', 'show --my-key=*** --page=2 --token=*** end'],
  ['show --token=a:key=b end', 'show --token=*** end'],
  [`curl -H 'X-Api-Key: abc' x`, `curl -H 'X-Api-Key: ***' x`],
  [`curl -H 'X-Api-Key:  abc' x`, `curl -H 'X-Api-Key:  ***' x`],
  ['curl -H "Authorization: Bearer  abc" x', 'curl -H "Authorization: ***" x'],
])('masks what looks like a credential in %s', (command, shown) => {
  expect(displayCommand(command)).toBe(shown);
});

it.each(['', './state.sh --page=2 "$YCM_SN"', 'echo a:b', 'show --token=', 'curl http://h/x?page=2'])(
  'leaves "%s" unchanged',
  (command) => expect(displayCommand(command)).toBe(command),
);

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
