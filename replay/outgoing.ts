import { isChunked, withoutFraming } from '../listener/forwarding/framing.ts';
import {
  assertUsableUrl,
  type Fault,
  type Header,
  HookswitchError,
  type Method,
  type Profile,
  type SignedRequest,
  type TransmitOptions,
} from '../simulator/index.ts';
import { holdsMask } from '../text/secrets/display-url.ts';
import { mask } from '../text/secrets/mask.ts';
import { carriedIn } from './carried.ts';
import { pairOf, withoutPair, withPair } from './query-pair.ts';
import type { RecordedMessage } from './recorded.ts';

/** How recorded messages are sent. */
export interface Sending {
  /** The recording's name in messages. */
  readonly name: string;
  /** The target URL. Default: the recorded one. */
  readonly url: string | undefined;
  readonly isAsRecorded: boolean;
  /** The secret to sign with. */
  readonly secret: string | undefined;
  /** Replaces the recorded one. */
  readonly method: Method | undefined;
  readonly payloadIn: Profile['payloadIn'] | undefined;
  readonly profile: Profile;
  readonly headers: readonly Header[];
  readonly allowHosts: readonly string[];
}

/** A message that is ready to send. */
export interface ReplayMessage {
  readonly recorded: RecordedMessage;
  readonly url: string;
  readonly method: string;
  readonly bytes: number;
  /** The message, even if it is in the query. */
  readonly message: Uint8Array;
  readonly request: Pick<
    TransmitOptions,
    'webhook' | 'message' | 'profile' | 'fault' | 'signature' | 'headers'
  >;
}

/** @throws HookswitchError `bad-recording`, `bad-url`, `host-not-allowed`: the place, what is wrong there, and what to do. */
export function prepare(recorded: RecordedMessage, sending: Sending): ReplayMessage {
  return sending.isAsRecorded ? asRecorded(recorded, sending) : signedAnew(recorded, sending);
}

/** The same bytes, headers and signature, as a fault that rewrites any request. */
function asRecorded(recorded: RecordedMessage, sending: Sending): ReplayMessage {
  const { method, headers, body } = recorded.request;
  const { bytes: message, parameter } = carriedIn(recorded, sending.secret);
  const url = urlOf(recorded, sending, (base) => {
    const pair = parameter === undefined ? undefined : pairOf(recorded.request.url, parameter);
    return pair === undefined ? base : withPair(base, pair);
  });
  const own = new Set(sending.headers.map(([name]) => name.toLowerCase()));
  const kept = withoutFraming(headers).filter(
    ([name, value]) => value !== mask && !own.has(name.toLowerCase()),
  );
  const signed: SignedRequest = {
    method,
    url,
    headers: [...sending.headers, ...kept],
    message: body,
    carriage: 'body',
    queryParameter: '',
    framing: isChunked(headers) ? 'chunked' : 'content-length',
  };
  const repetition: Fault = { name: 'as-recorded', title: 'as it was recorded', rewrite: () => signed };
  const webhook = { url, method: 'POST', secret: '' } as const;
  const { profile } = sending;
  return {
    recorded,
    url,
    method,
    bytes: body.length,
    message,
    request: { webhook, message: body, profile, fault: repetition, signature: '' },
  };
}

/** The request as YCM sends it, signed with the current secret. */
function signedAnew(recorded: RecordedMessage, sending: Sending): ReplayMessage {
  const { secret = '', headers } = sending;
  const carried = carriedIn(recorded, secret);
  const url = urlOf(
    recorded,
    sending,
    (base) => base,
    (own) => (carried.parameter === undefined ? own : withoutPair(own, carried.parameter)),
  );
  const method = sending.method ?? webhookMethod(recorded, sending);
  const profile: Profile = {
    ...sending.profile,
    payloadIn: sending.payloadIn ?? carried.carriage,
    getQueryParameter: carried.parameter ?? sending.profile.getQueryParameter,
  };
  return {
    recorded,
    url,
    method,
    bytes: carried.bytes.length,
    message: carried.bytes,
    request: { webhook: { url, method, secret }, message: carried.bytes, profile, headers },
  };
}

function webhookMethod({ request: { method }, place }: RecordedMessage, { name }: Sending): Method {
  if (method === 'POST' || method === 'GET') return method;
  throw new HookswitchError(
    'bad-recording',
    `${name}, ${place}: YCM never sends ${method}; choose another method with --method, or send the message unchanged with --as-recorded`,
  );
}

type Rewrite = (url: string) => string;

/** The target of a message: the given URL, else the recorded one. */
function urlOf(
  { request, place }: RecordedMessage,
  { url: given, name, allowHosts }: Sending,
  ofGiven: Rewrite,
  ofOwn: Rewrite = (own) => own,
): string {
  if (given !== undefined) return ofGiven(given);
  const refuse = (sentence: string): never => {
    throw new HookswitchError('bad-recording', `${name}, ${place}: ${sentence}`);
  };
  if (!/^https?:\/\//i.test(request.url)) {
    return refuse('the recording has the path but not the host; give the URL of the receiver');
  }
  if (holdsMask(request.url)) {
    return refuse('a credential in its URL is masked; give the complete URL of the receiver');
  }
  const own = ofOwn(request.url);
  assertUsableUrl(own, allowHosts, `the receiver in ${place} of ${name}`);
  return own;
}
