import type { SignedRequest } from '../wire/request.ts';
import type { WireStep } from '../wire/wire.ts';

/** A deliberate deviation from what YCM sends, or from how it sends it. */
export interface Fault {
  /** Its name in kebab-case, without parameters. */
  readonly name: string;
  /** A phrase that completes "a message …": "with an empty X-Signature". */
  readonly title: string;
  /**
   * The request carries the secret itself, so it may only be sent to this machine.
   *
   * @internal
   */
  readonly carriesSecret?: true;
  /** Changes the signed request. The secret is for faults that sign it again. */
  readonly rewrite?: (request: SignedRequest, secret: string) => SignedRequest;
  /** Changes which bytes are sent, and when. */
  readonly pace?: (head: Uint8Array, body: Uint8Array) => readonly WireStep[];
}
