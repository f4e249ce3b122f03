import type { SignedRequest } from '../wire/request.ts';
import type { WireStep } from '../wire/wire.ts';

/** A named, deliberate deviation in what or how the sender sends. */
export interface Fault {
  /** Kebab-case; the same for every parameter. */
  readonly name: string;
  /** What is sent, in words that go on after "a message …": "with an empty X-Signature". */
  readonly title: string;
  /** Changes the request after it was signed. The secret is there for faults that sign wrongly. */
  readonly rewrite?: (request: SignedRequest, secret: string) => SignedRequest;
  /** Changes what goes over the wire, and when. */
  readonly pace?: (head: Uint8Array, body: Uint8Array) => readonly WireStep[];
}
