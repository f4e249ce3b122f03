import type { Profile } from '../../simulator/profile.ts';
import { sign } from '../../simulator/signature/signature.ts';
import {
  buildRequest,
  carriageOf,
  type Header,
  signatureHeader,
  type Webhook,
} from '../../simulator/wire/request.ts';
import { headBytes, plainSteps, toWire, type WireStep } from '../../simulator/wire/wire.ts';
import { takeBytes } from '../engine/byte-pool.ts';
import { fillInto } from './template.ts';
import { bytesOf, type LoadMessage } from './workload.ts';

export interface RequestOptions {
  readonly webhook: Webhook;
  readonly profile: Profile;
  readonly headers: readonly Header[];
  readonly connection: 'close' | 'keep-alive';
}

/**
 * Creates the signed request of a message. Heads of genuine requests differ only in signature and length, so they are filled into a
 * prepared one.
 */
export function requestMaker(options: RequestOptions): (message: LoadMessage) => readonly WireStep[] {
  const { webhook, profile } = options;
  const plain = carriageOf(webhook, profile) === 'body' ? plainMaker(options) : undefined;
  return (message) => (plain && !message.fault ? plain(message) : stepsOf(message, options));
}

function stepsOf(message: LoadMessage, options: RequestOptions): readonly WireStep[] {
  const { webhook, profile, headers, connection } = options;
  const { fault } = message;
  const genuine = buildRequest(webhook, bytesOf(message), profile, headers);
  const wire = toWire(fault?.rewrite?.(genuine, webhook.secret) ?? genuine, connection);
  return fault?.pace?.(headBytes(wire), wire.body) ?? plainSteps(wire);
}

/** Control characters, which no header contains. */
const signatureMark = '\x01';
const lengthMark = '\x02';

/** The user's headers can't replace these two: the request has them already. */
function plainMaker(options: RequestOptions): (message: LoadMessage) => readonly WireStep[] {
  const { webhook, profile, headers, connection } = options;
  const sample = toWire(buildRequest(webhook, Buffer.from('{}'), profile, headers), connection);
  const marked = headBytes({ ...sample, headers: sample.headers.map(markHeader) }).toString('latin1');
  const [start = '', rest = ''] = marked.split(signatureMark);
  const [middle = '', end = ''] = rest.split(lengthMark);
  const fixedBytes = start.length + signatureLength + middle.length + end.length;
  return ({ template, fleet }) => {
    const length = String(template.bytes.length);
    const headBytes = fixedBytes + length.length;
    const request = takeBytes(headBytes + template.bytes.length);
    fillInto(template, fleet, request, headBytes);
    const signature = sign(webhook.secret, request.subarray(headBytes));
    request.write(`${start}${signature}${middle}${length}${end}`, 'latin1');
    return [{ kind: 'send', bytes: request }];
  };
}

/** 32 bytes in Base64. */
const signatureLength = 44;

function markHeader([name, value]: Header): Header {
  if (name === signatureHeader) return [name, signatureMark];
  return [name, name === 'Content-Length' ? lengthMark : value];
}
