import {
  bareSecrets,
  otherHeaders,
  signatureInHeader,
  signatureInQuery,
  signatureQueryParameters,
} from '../../faults/signature-elsewhere.ts';
import { type SignedRequest, signatureHeader, withHeader } from '../../wire/request.ts';
import { otherAlgorithms } from './algorithms.ts';
import { otherBodies } from './bodies.ts';
import { hmac } from './computation.ts';
import { otherKeys } from './keys.ts';
import type { ReceiverMistake } from './mistake.ts';
import { spellings } from './spellings.ts';

/** A request, signed as a receiver with these mistakes expects it. */
export interface SignedWrongly {
  readonly mistakes: readonly ReceiverMistake[];
  readonly request: SignedRequest;
}

/**
 * The request signed with each known mistake: single mistakes first, then each pair, then the three mistakes of a receiver copied from a
 * GitHub webhook. Signatures that equal the genuine one are left out. Pure.
 */
export function signedWrongly(genuine: SignedRequest, secret: string): SignedWrongly[] {
  const all = digestsOf(genuine, secret).flatMap((digest) =>
    writings(digest).flatMap((writing) =>
      prefixes.flatMap((prefix) =>
        places.map((place) => combined(genuine, [digest, writing, prefix, place])),
      ),
    ),
  );
  const tried = new Set([keyOf(genuine)]);
  return [...all, ...withBareSecret(genuine, secret)]
    .filter(({ mistakes }) => mistakes.length <= 2 || isLikeGithub(mistakes))
    .sort((a, b) => a.mistakes.length - b.mistakes.length)
    .filter(({ request }) => !tried.has(keyOf(request)) && tried.add(keyOf(request)));
}

/** Requests without a signature, for receivers that compare the secret itself. */
function withBareSecret(genuine: SignedRequest, secret: string): SignedWrongly[] {
  const elsewhere = bareSecrets(genuine.url).map(({ place, fault }) => ({
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
  }));
}

interface Part {
  readonly mistake?: ReceiverMistake;
  /** Called with the results of earlier parts. */
  readonly make: (request: SignedRequest, signature: string) => readonly [SignedRequest, string];
}

interface DigestPart extends Part {
  readonly digest: Buffer;
}

function combined(genuine: SignedRequest, parts: readonly Part[]): SignedWrongly {
  const [request] = parts.reduce(([made, signature], part) => part.make(made, signature), [
    genuine,
    '',
  ] as readonly [SignedRequest, string]);
  return { mistakes: parts.flatMap(({ mistake }) => mistake ?? []), request };
}

function digestsOf({ message }: SignedRequest, secret: string): DigestPart[] {
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  const right = hmac('sha256', secret, bytes);
  const wrong = [...otherKeys, ...otherBodies, ...otherAlgorithms].flatMap(({ digests, receiver }) =>
    digests(secret, bytes).map((digest): DigestPart => ({ digest, mistake: receiver, make: nothingYet })),
  );
  return [{ digest: right, make: nothingYet }, ...wrong];
}

const nothingYet: Part['make'] = (request, signature) => [request, signature];

function writings({ digest }: DigestPart): Part[] {
  const wrong = spellings.flatMap(({ receiver }): Part[] =>
    receiver ? [{ mistake: receiver, make: (request) => [request, receiver.write(digest)] }] : [],
  );
  return [{ make: (request) => [request, digest.toString('base64')] }, ...wrong];
}

const prefixes: readonly Part[] = [
  { make: (request, signature) => [request, signature] },
  ...['sha256=', 'sha1=', 'v1='].map(
    (prefix): Part => ({
      mistake: {
        cause: 'signature-prefix',
        does: `expects ${prefix} before the signature`,
        fix: 'Compare the whole value of X-Signature: YCM adds no prefix.',
      },
      make: (request, signature) => [request, `${prefix}${signature}`],
    }),
  ),
];

/** The last part adds the signature. */
const places: readonly Part[] = [
  { make: (request, signature) => [withHeader(request, signatureHeader, [signature]), signature] },
  ...[...otherHeaders, 'X-Hub-Signature'].map((name) =>
    elsewhere(`reads the signature from ${name}`, signatureInHeader(name).rewrite),
  ),
  ...signatureQueryParameters.map((name) =>
    elsewhere(`reads the signature from the query parameter ${name}`, signatureInQuery(name).rewrite),
  ),
];

function elsewhere(does: string, move: ReturnType<typeof signatureInHeader>['rewrite']): Part {
  return {
    mistake: {
      cause: 'signature-other-header',
      does,
      fix: 'Read the signature from the header X-Signature.',
    },
    make(request, signature) {
      const signed = withHeader(request, signatureHeader, [signature]);
      return [move?.(signed, '') ?? signed, signature];
    },
  };
}

/** A receiver that was copied from a GitHub webhook. */
function isLikeGithub(mistakes: readonly ReceiverMistake[]): boolean {
  const causes = mistakes.map(({ cause }) => cause).join();
  return causes === 'signature-hex,signature-prefix,signature-other-header';
}

function keyOf({ url, headers }: SignedRequest): string {
  return JSON.stringify([url, headers]);
}
