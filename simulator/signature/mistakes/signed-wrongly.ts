import { bareSecrets } from '../../faults/signature-elsewhere.ts';
import { type Dialect, type SignedRequest, signatureHeader, withHeader } from '../../wire/request.ts';
import { genuineSigner, type Signer } from '../signer.ts';
import { otherAlgorithms } from './algorithms.ts';
import { otherBodies } from './bodies.ts';
import { otherKeys } from './keys.ts';
import type { ReceiverMistake } from './mistake.ts';
import { signaturePlaces } from './places.ts';
import { spellings } from './spellings.ts';

/** A request, signed as a receiver with these mistakes expects it. */
export interface SignedWrongly {
  readonly mistakes: readonly ReceiverMistake[];
  readonly request: SignedRequest;
  /** How to sign other messages like this. Absent if the request carries the secret itself. */
  readonly dialect?: Dialect;
  /** The request carries the secret itself, so it may only be sent to this machine. */
  readonly carriesSecret?: true;
}

/**
 * The request signed with each known mistake: single mistakes first, then each pair, then the three mistakes of a receiver copied from a
 * GitHub webhook. Signatures that equal the genuine one are left out. Pure.
 */
export function signedWrongly(genuine: SignedRequest, secret: string): SignedWrongly[] {
  const tried = new Set([keyOf(genuine)]);
  return [...combinations(genuine, secret), ...withBareSecret(genuine, secret)]
    .sort((a, b) => a.mistakes.length - b.mistakes.length)
    .filter(({ request }) => !tried.has(keyOf(request)) && tried.add(keyOf(request)));
}

/** The dialects in which this message is signed like this. For another message, they may differ. Pure. */
export function dialectsLike({ request }: SignedWrongly, genuine: SignedRequest, secret: string): Dialect[] {
  const key = keyOf(request);
  return combinations(genuine, secret).flatMap(({ request: signed, dialect }) =>
    keyOf(signed) === key ? (dialect ?? []) : [],
  );
}

function combinations(genuine: SignedRequest, secret: string): SignedWrongly[] {
  return digestsOf(genuine, secret)
    .flatMap((digest) =>
      writings.flatMap((writing) =>
        prefixes.flatMap((prefix) =>
          signaturePlaces.map((place) => combined(genuine, digest, writing, prefix, place)),
        ),
      ),
    )
    .filter(({ mistakes }) => mistakes.length <= 2 || isLikeGithub(mistakes));
}

/** How many of these requests carry the secret itself: one for each place, and one in X-Signature. */
export const requestsWithSecret = bareSecrets.length + 1;

/** Requests without a signature, for receivers that compare the secret itself. */
function withBareSecret(genuine: SignedRequest, secret: string): SignedWrongly[] {
  const elsewhere = bareSecrets.map(({ place, fault }) => ({
    place,
    request: fault.rewrite?.(genuine, secret) ?? genuine,
  }));
  const inItsPlace = { place: signatureHeader, request: withHeader(genuine, signatureHeader, [secret]) };
  return [inItsPlace, ...elsewhere].map(({ place, request }) => ({
    mistakes: [
      {
        cause: 'signature-bare-secret',
        does: `expects the secret itself in ${place}`,
        fix: 'Compare X-Signature with Base64(HMAC-SHA256(secret, raw body)). YCM never sends the secret. Stop accepting it: anyone who reads it in a log can send messages.',
      },
    ],
    request,
    carriesSecret: true,
  }));
}

interface DigestPart {
  readonly mistake?: ReceiverMistake;
  readonly digest: Buffer;
  readonly digestOf: Signer['digest'];
  readonly signs?: Signer['signs'];
}

interface Writing {
  readonly mistake?: ReceiverMistake;
  readonly write: (digest: Buffer) => string;
}

function combined(
  genuine: SignedRequest,
  { digest, digestOf, signs, mistake }: DigestPart,
  { write, mistake: written }: Writing,
  { prefix, mistake: prefixed }: (typeof prefixes)[number],
  { place, mistake: placed }: (typeof signaturePlaces)[number],
): SignedWrongly {
  const signed = withHeader(genuine, signatureHeader, [`${prefix}${write(digest)}`]);
  const signer: Signer = {
    digest: digestOf,
    ...(signs && { signs }),
    write: (other) => `${prefix}${write(Buffer.from(other))}`,
  };
  return {
    mistakes: [mistake, written, prefixed, placed].filter((one) => one !== undefined),
    request: place?.(signed) ?? signed,
    dialect: { ...((mistake ?? written ?? prefixed) && { signer }), ...(place && { place }) },
  };
}

function digestsOf({ message }: SignedRequest, secret: string): DigestPart[] {
  const bytes = bufferOf(message);
  const { digest } = genuineSigner;
  const wrong = [...otherKeys, ...otherBodies, ...otherAlgorithms].flatMap(({ digests, receiver }) =>
    digests(secret, bytes).map((made, n): DigestPart => {
      const digestOf: Signer['digest'] = (key, other) => {
        const all = digests(key, bufferOf(other));
        return all[n] ?? all[0] ?? digest(key, other);
      };
      const signs = (other: Uint8Array) => digests(secret, bufferOf(other)).length > 0;
      return { digest: made, digestOf, signs, mistake: receiver };
    }),
  );
  return [{ digest: Buffer.from(digest(secret, bytes)), digestOf: digest }, ...wrong];
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const writings: readonly Writing[] = [
  { write: (digest) => digest.toString('base64') },
  ...spellings.flatMap(({ receiver }): Writing[] =>
    receiver ? [{ mistake: receiver, write: receiver.write }] : [],
  ),
];

const prefixes: readonly { readonly prefix: string; readonly mistake?: ReceiverMistake }[] = [
  { prefix: '' },
  ...['sha256=', 'sha1=', 'v1='].map((prefix) => ({
    prefix,
    mistake: {
      cause: 'signature-prefix' as const,
      does: `expects ${prefix} before the signature`,
      fix: 'Compare the whole value of X-Signature: YCM adds no prefix.',
    },
  })),
];

/** A receiver that was copied from a GitHub webhook. */
function isLikeGithub(mistakes: readonly ReceiverMistake[]): boolean {
  const causes = mistakes.map(({ cause }) => cause).join();
  return causes === 'signature-hex,signature-prefix,signature-other-header';
}

function keyOf({ url, headers }: SignedRequest): string {
  return JSON.stringify([url, headers]);
}
