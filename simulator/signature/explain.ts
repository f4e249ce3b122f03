import { otherAlgorithms } from './mistakes/algorithms.ts';
import { otherBodies } from './mistakes/bodies.ts';
import { hmac } from './mistakes/computation.ts';
import { otherKeys } from './mistakes/keys.ts';
import type { SignatureMistake } from './mistakes/mistake.ts';
import { spellings } from './mistakes/spellings.ts';
import { wrappings } from './mistakes/wrappings.ts';
import { verify } from './signature.ts';

export type { SignatureMistake };

/** The verdict on a signature. */
export type SignatureExplanation =
  | { readonly kind: 'valid' }
  /** Wrong, and these mistakes together produce exactly this signature. */
  | { readonly kind: 'explained'; readonly mistakes: readonly SignatureMistake[] }
  /** Wrong, and no known mistake produces this signature. */
  | { readonly kind: 'unexplained'; readonly sentence: string };

/** For longer messages, only encodings of the correct digest are tried, since every other mistake would require a digest of all bytes. */
const maxTriedBytes = 4 * 1024 * 1024;
const maxSignatureLength = 4096;

/**
 * Checks a signature. If it is wrong, finds the mistake that produces exactly this signature: at most one in the digest, one in its
 * encoding, and any wrapping. Pure.
 */
export function explainSignature(
  secret: string,
  message: Uint8Array,
  signature: string,
): SignatureExplanation {
  if (verify(secret, message, signature)) return { kind: 'valid' };
  if (signature.length > maxSignatureLength) return { kind: 'unexplained', sentence: shapeOf(signature) };
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  const readings = unwrap(signature);
  const right = [hmac('sha256', secret, bytes)];
  const written = findWritten(readings, right);
  if (written) return { kind: 'explained', mistakes: written };
  if (bytes.length <= maxTriedBytes) {
    for (const computation of [...otherKeys, ...otherBodies, ...otherAlgorithms]) {
      const found = findWritten(readings, computation.digests(secret, bytes));
      if (found) return { kind: 'explained', mistakes: [...found, mistake(computation)] };
    }
  }
  return { kind: 'unexplained', sentence: shapeOf(signature) };
}

/** A signature without its wrapping, unwrapped step by step. */
interface Reading {
  readonly text: string;
  readonly mistakes: readonly SignatureMistake[];
}

function unwrap(signature: string): Reading[] {
  const readings: Reading[] = [{ text: signature, mistakes: [] }];
  for (const wrapping of wrappings) {
    const outer = readings.at(-1) ?? { text: signature, mistakes: [] };
    const inner = wrapping.inside(outer.text);
    if (inner !== undefined) readings.push({ text: inner, mistakes: [...outer.mistakes, mistake(wrapping)] });
  }
  return readings;
}

/** The mistakes in the encoding of one of these digests; none if the encoding is correct. */
function findWritten(
  readings: readonly Reading[],
  digests: readonly Buffer[],
): SignatureMistake[] | undefined {
  for (const { text, mistakes } of readings) {
    for (const digest of digests) {
      if (text === digest.toString('base64')) return [...mistakes];
      const spelling = spellings.find(({ matches }) => matches(text, digest));
      if (spelling) return [...mistakes, mistake(spelling)];
    }
  }
  return undefined;
}

function mistake({ name, sentence }: SignatureMistake): SignatureMistake {
  return { name, sentence };
}

function shapeOf(signature: string): string {
  if (signature.trim() === '') return 'It is empty: the header was missing or empty.';
  if (/^[A-Za-z0-9+/]{43}=$/.test(signature)) {
    return 'Its format is correct, so it belongs to another message, to changed bytes, or to another secret.';
  }
  return `It is not Base64 of 32 bytes: a signature has 44 characters and ends in =, but this one has ${signature.length}.`;
}
