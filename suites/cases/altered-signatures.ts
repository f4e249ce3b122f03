import fc from 'fast-check';
import { alteredSignature } from '../../simulator/faults/altered-signature.ts';
import type { Fault } from '../../simulator/index.ts';
import { base64Alphabet } from '../../simulator/signature/signature.ts';

export const fixedAlterations: readonly (readonly [title: string, alter: (genuine: string) => string])[] = [
  ['with its signature in lower case', (genuine) => genuine.toLowerCase()],
  ['with its signature in upper case', (genuine) => genuine.toUpperCase()],
  ['with only the first four characters of its signature', (genuine) => genuine.slice(0, 4)],
  ['with its signature without the last four characters', (genuine) => genuine.slice(0, -4)],
  ['with its signature without the first four characters', (genuine) => genuine.slice(4)],
  ['with a digest that is one byte too long', (genuine) => `${genuine.slice(0, -1)}A`],
  ['with other text before its signature', (genuine) => `AAAA${genuine}`],
];

const titles = {
  shortened: 'with a shortened signature',
  changed: 'with one character of its signature changed',
  inserted: 'with a character inserted into its signature',
} as const;

/**
 * A signature has 43 characters and a `=`. The last of the 43 has two unused bits, and decoders ignore a missing `=` and text after it.
 * Variants that still decode to the genuine digest are left to signature/rejects-other-encoding.
 */
const lastFullCharacter = 41;

const place = fc.integer({ min: 0, max: lastFullCharacter });

export const alteration = fc.oneof(
  fc.record({
    kind: fc.constant('shortened' as const),
    length: fc.integer({ min: 1, max: lastFullCharacter + 1 }),
  }),
  fc.record({ kind: fc.constant('changed' as const), at: place, by: fc.integer({ min: 1, max: 63 }) }),
  fc.record({
    kind: fc.constant('inserted' as const),
    at: place,
    character: fc.constantFrom(...base64Alphabet),
  }),
);

export type Alteration = typeof alteration extends fc.Arbitrary<infer T> ? T : never;

export function altered(genuine: string, generated: Alteration): string {
  if (generated.kind === 'shortened') return genuine.slice(0, generated.length);
  const before = genuine.slice(0, generated.at);
  if (generated.kind === 'inserted') return `${before}${generated.character}${genuine.slice(generated.at)}`;
  const index = base64Alphabet.indexOf(genuine.charAt(generated.at));
  return `${before}${base64Alphabet.charAt((index + generated.by) % base64Alphabet.length)}${genuine.slice(generated.at + 1)}`;
}

export function alterationFault(generated: Alteration): Fault {
  return alteredSignature(titles[generated.kind], (genuine) => altered(genuine, generated));
}
