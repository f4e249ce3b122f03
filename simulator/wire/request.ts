import { headerValues } from '../../text/formats/headers.ts';
import { type Formatting, serialize } from '../message/serialize.ts';
import type { Profile } from '../profile.ts';
import { genuineSigner, type Signer } from '../signature/signer.ts';

/** A header as sent: the case of its name is kept, and each character of its value is one Latin-1 byte. */
export type Header = readonly [name: string, value: string];

/** The configured method of a webhook: "either GET or POST, based on the requirements of the third-party Webhook URL". */
export type Method =
  /** The message goes where the profile's payloadIn says. */
  | 'GET'
  /** The message is the body. */
  | 'POST';

/** One configured entry on YCM's webhook page. */
export interface Webhook {
  /** An http or https URL, with path and query. "Enter the Webhook URL, which serves as the event push destination." */
  readonly url: string;
  /** 32 characters; the text is the key. "A system-generated 32-character key used to sign Webhook messages." */
  readonly secret: string;
  /** The request method. */
  readonly method: Method;
  /**
   * How its receiver wants messages, if it understands no others; default as YCM sends them.
   *
   * @internal
   */
  readonly dialect?: Dialect | undefined;
}

/** What a receiver with a known bug expects instead of what YCM sends. */
export interface Dialect {
  /** Makes its signatures, and so also those of forged messages. */
  readonly signer?: Signer | undefined;
  /** Moves the signature to where it is read. Done last, so that faults find it in X-Signature. */
  readonly place?: ((request: SignedRequest) => SignedRequest) | undefined;
}

/** What signatures are made with. The published type of a webhook doesn't have the dialect. */
export interface Signing {
  readonly secret: string;
  readonly dialect?: Dialect | undefined;
}

/**
 * A request before it is serialized. `message` contains the bytes to send. They are also the signed bytes, unless a fault changed them.
 * Framing headers (Host, Content-Length, Transfer-Encoding, Connection) are added when it is sent.
 */
export interface SignedRequest {
  /** The request method. A fault may use any method. */
  readonly method: string;
  /** The URL of the receiver. */
  readonly url: string;
  /** The headers in order, without framing headers. */
  readonly headers: readonly Header[];
  /** The bytes of the message. */
  readonly message: Uint8Array;
  /** Where the message is. */
  readonly carriage: Profile['payloadIn'];
  /** The query parameter that carries the message when `carriage` is `query`. */
  readonly queryParameter: string;
  /** How the end of the body is marked. */
  readonly framing: 'content-length' | 'chunked';
}

export const signatureHeader = 'X-Signature';

/**
 * The request that YCM would send to this webhook. Pure. A `Uint8Array` is sent as is, anything else as JSON in the profile's format.
 * `signature` repeats an earlier one instead of signing again.
 */
export function buildRequest(
  webhook: Webhook,
  message: unknown,
  profile: Profile,
  extra: readonly Header[] = [],
  signature?: string,
): SignedRequest {
  const carriage = carriageOf(webhook, profile);
  const bytes = carriage === 'none' ? new Uint8Array() : messageBytes(message, profile);
  return {
    method: webhook.method,
    url: webhook.url,
    headers: [
      ...extra,
      ...optionalHeader('User-Agent', profile.userAgent),
      ...optionalHeader('Accept', profile.accept),
      ...optionalHeader('Content-Type', carriage === 'body' ? profile.contentType : ''),
      [signatureHeader, signature ?? signed(webhook, bytes)],
    ],
    message: bytes,
    carriage,
    queryParameter: profile.getQueryParameter,
    framing: 'content-length',
  };
}

function signed(webhook: Webhook, bytes: Uint8Array): string {
  const { write } = webhook.dialect?.signer ?? genuineSigner;
  return write(expectedDigest(webhook, bytes));
}

/** The digest that the webhook's receiver computes. */
export function expectedDigest({ secret, dialect }: Signing, bytes: Uint8Array): Buffer {
  return Buffer.from((dialect?.signer ?? genuineSigner).digest(secret, bytes));
}

/** A request as the receiver gets it: changed by a fault, and in the webhook's dialect. Pure. */
export function asSent(webhook: Webhook, genuine: SignedRequest, rewrite?: Rewrite): SignedRequest {
  const request = rewritten(webhook, genuine, rewrite);
  return webhook.dialect?.place?.(request) ?? request;
}

/** The same before its signature is moved. Pure. */
export function rewritten(
  { secret, dialect }: Signing,
  genuine: SignedRequest,
  rewrite?: Rewrite,
): SignedRequest {
  return rewrite?.(genuine, secret, dialect?.signer) ?? genuine;
}

/** A fault's change of a signed request, signed again as the signer does; default as YCM does. */
export type Rewrite = (request: SignedRequest, secret: string, signer?: Signer) => SignedRequest;

/** Where a webhook's requests have the message. */
export function carriageOf({ method }: Pick<Webhook, 'method'>, profile: Profile): Profile['payloadIn'] {
  return method === 'GET' ? profile.payloadIn : 'body';
}

/** Whether it has exactly one X-Signature, which is correct for its bytes, before that is moved. */
export function isGenuineRequest(
  { headers, message }: SignedRequest,
  secret: string,
  { digest, write }: Signer = genuineSigner,
): boolean {
  const [signature, ...others] = headerValues(headers, signatureHeader);
  return signature === write(digest(secret, message)) && others.length === 0;
}

/** The bytes of a message: bytes as is, a value as JSON. */
export function messageBytes(message: unknown, formatting: Formatting): Uint8Array {
  return message instanceof Uint8Array ? message : serialize(message, formatting);
}

/** The same request with these values for the named header; none removes it. */
export function withHeader(request: SignedRequest, name: string, values: readonly string[]): SignedRequest {
  const others = request.headers.filter(([existing]) => existing.toLowerCase() !== name.toLowerCase());
  return { ...request, headers: [...others, ...values.map((value): Header => [name, value])] };
}

function optionalHeader(name: string, value: string): Header[] {
  return value === '' ? [] : [[name, value]];
}
