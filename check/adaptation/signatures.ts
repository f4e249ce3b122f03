import type { Adapt, CauseName, Seeing } from './seeing.ts';

const spelling = ['other-encoding', 'altered-signature'];

const signed =
  (words: string, hides: readonly string[] = []): Adapt =>
  ({ dialect }) =>
    dialect && { words, webhook: { dialect }, hides };

const spelled = (cause: CauseName, words: string): Seeing => ({
  causes: [cause],
  how: 'signatures in the form that it expects',
  hides: 'how strictly it compares the characters of a signature',
  adapt: signed(words, spelling),
});

const others = 'whether it checks every byte of the body';

/** The causes of a receiver that expects other signatures. */
export const otherSignatures: readonly Seeing[] = [
  spelled('signature-hex', 'hex signatures'),
  spelled('signature-base64url', 'URL-safe signatures'),
  spelled('signature-unpadded', 'signatures without the = at their end'),
  spelled('signature-lower-cased', 'signatures in lower case'),
  spelled('signature-base64-of-hex', 'the Base64 of hex signatures'),
  spelled('signature-base64-twice', 'signatures in Base64 twice'),
  spelled('signature-url-encoded', 'URL-encoded signatures'),
  spelled('signature-quoted', 'signatures in quotation marks'),
  spelled('signature-prefix', 'a prefix before each signature'),
  {
    causes: ['signature-other-header'],
    how: 'the signature where it is read',
    adapt: signed('the signature where your receiver reads it'),
  },
  {
    causes: ['signature-empty-secret'],
    how: 'signatures with the key that it uses',
    adapt: signed('signatures with an empty secret'),
  },
  {
    causes: ['signature-decoded-secret', 'signature-other-key'],
    how: 'signatures with the key that it uses',
    adapt: signed('signatures with the key that your receiver uses'),
  },
  {
    causes: ['signature-re-serialized'],
    how: 'signatures of what it makes of the body',
    hides: others,
    adapt: signed('signatures of re-serialized JSON'),
  },
  {
    causes: ['signature-other-body'],
    how: 'signatures of what it makes of the body',
    hides: others,
    adapt: signed('signatures of what your receiver makes of the body'),
  },
  {
    causes: ['signature-other-digest'],
    how: 'signatures with the digest that it computes',
    adapt: signed('signatures with the digest that your receiver computes'),
  },
  {
    causes: ['other-secret'],
    how: 'signatures with the previous secret, if that is the one it uses',
    adapt: ({ facts, previousSecret }) =>
      facts.probes.signature?.acceptsPrevious && previousSecret !== undefined
        ? { words: 'the previous secret', webhook: { secret: previousSecret } }
        : undefined,
  },
];
