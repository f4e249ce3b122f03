import type { Profile } from '../profile.ts';
import { buildRequest, type Header, signatureHeader, type Webhook } from '../request.ts';
import { sign } from '../signature.ts';
import { headBytes, plainSteps, toWire, type WireStep } from '../wire.ts';
import type { LoadMessage } from './traffic.ts';

export interface RequestOptions {
  readonly webhook: Webhook;
  readonly profile: Profile;
  readonly headers: readonly Header[];
  readonly connection: 'close' | 'keep-alive';
}

/**
 * Makes the bytes of a message's request, signed. The heads of genuine requests differ in signature and length alone: they are
 * made from one that was made as any other.
 */
export function requestMaker(options: RequestOptions): (message: LoadMessage) => readonly WireStep[] {
  const { webhook, profile } = options;
  const isInBody = webhook.method === 'POST' || profile.getCarriage === 'body';
  const plain = isInBody ? plainMaker(options) : undefined;
  return (message) => (plain && !message.fault ? plain(message.bytes) : stepsOf(message, options));
}

function stepsOf({ bytes, fault }: LoadMessage, options: RequestOptions): readonly WireStep[] {
  const { webhook, profile, headers, connection } = options;
  const genuine = buildRequest(webhook, bytes, profile, headers);
  const wire = toWire(fault?.rewrite?.(genuine, webhook.secret) ?? genuine, connection);
  return fault?.pace?.(headBytes(wire), wire.body) ?? plainSteps(wire);
}

/** Control characters, which no header holds. */
const signatureMark = '\x01';
const lengthMark = '\x02';

function plainMaker(options: RequestOptions): ((bytes: Buffer) => readonly WireStep[]) | undefined {
  const { webhook, profile, headers, connection } = options;
  const sample = toWire(buildRequest(webhook, Buffer.from('{}'), profile, headers), connection);
  const marked = headBytes({ ...sample, headers: sample.headers.map(markHeader) }).toString('latin1');
  const [start, rest, ...others] = marked.split(signatureMark);
  const [middle, end, ...more] = (rest ?? '').split(lengthMark);
  // Headers of the user's own may have these names too.
  if (middle === undefined || end === undefined || others.length > 0 || more.length > 0) return undefined;
  return (bytes) => {
    const head = `${start}${sign(webhook.secret, bytes)}${middle}${bytes.length}${end}`;
    const request = Buffer.allocUnsafe(head.length + bytes.length);
    request.write(head, 'latin1');
    bytes.copy(request, head.length);
    return [{ kind: 'send', bytes: request }];
  };
}

function markHeader([name, value]: Header): Header {
  if (name.toLowerCase() === signatureHeader.toLowerCase()) return [name, signatureMark];
  return [name, name.toLowerCase() === 'content-length' ? lengthMark : value];
}
