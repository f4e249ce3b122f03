import { expect, it } from 'vitest';
import { looksLikeCredential } from '../../../text/secrets/credential.ts';

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
