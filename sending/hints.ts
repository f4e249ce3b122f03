import type { Fault, Outcome, ResponseOutcome } from '../simulator/index.ts';
import { headerValues } from '../text/headers.ts';
import { option, type Sentence, sentence } from '../text/option-words.ts';
import { displayUrl } from '../text/redact.ts';

/** Advice on one kind of outcome: people read each kind once. */
export interface Hint {
  readonly kind: string;
  readonly text: Sentence;
}

/** What the advice depends on. */
export interface HintContext {
  readonly url: URL;
  readonly method: string;
  readonly timeoutSeconds: number;
  readonly fault: Fault | undefined;
  /** Whether a right receiver refuses what was sent. */
  readonly isToBeRefused: boolean;
}

/** What to look at when a receiver does this; none when all is well. The receiver's own words are in it as they are. Pure. */
export function hintFor(outcome: Outcome, context: HintContext): Hint | undefined {
  switch (outcome.kind) {
    case 'response':
      return context.isToBeRefused ? hintForFault(outcome, context) : hintForStatus(outcome, context);
    case 'timeout':
      return hintForTimeout(outcome, context);
    case 'connection-failed':
      return hintForConnection(outcome, context);
    case 'cut':
      return isInterrupt(outcome) ? undefined : cutHint;
  }
}

function hintForFault({ status }: ResponseOutcome, { fault }: HintContext): Hint | undefined {
  const what = `a message ${fault?.title}`;
  if (status < 300)
    return { kind: `accepted ${what}`, text: `it accepted ${what}; a right receiver refuses it with a 4xx` };
  if (status >= 400 && status < 500)
    return { kind: 'refused', text: `it refused ${what}, as a right receiver does` };
  return { kind: 'stumbled', text: `a right receiver answers ${what} calmly, with a 4xx` };
}

function hintForStatus(outcome: ResponseOutcome, context: HintContext): Hint | undefined {
  const { status } = outcome;
  if (status >= 200 && status < 300) return undefined;
  if (status >= 300 && status < 400) {
    const location = headerValues(outcome.headers, 'Location')[0];
    const where = location === undefined ? '' : `, which leads to ${displayUrl(location)}`;
    return { kind: 'redirect', text: `not followed: YCM wants a 2xx from the URL itself${where}` };
  }
  const known = statusHints[status];
  if (known) return { kind: String(status), text: known(context) };
  if (status >= 500) return { kind: '5xx', text: 'the receiver failed inside: its own log says more' };
  return {
    kind: 'other-status',
    text: 'only a 2xx acknowledges; whatever else is answered, YCM sends again',
  };
}

const statusHints: Readonly<Record<number, (context: HintContext) => Sentence>> = {
  400: () =>
    'the receiver could not read the message: does it take a JSON array (only the test message is an object), and the body as raw bytes?',
  401: () =>
    'the receiver refused the signature: is the secret the same there, and does it check the raw bytes of the body?',
  403: () =>
    'refused: is the secret the same there? Protection against forged browser requests (CSRF), a firewall or a proxy answers 403 too',
  404: ({ url }) => `nothing is served at ${url.pathname}: is this the path of the webhook?`,
  405: ({ method }) =>
    sentence`the receiver does not take ${method} here: does it agree with YCM's request method (${option('method')})?`,
  408: () => 'the receiver did not wait for the body: does it read the body at all?',
  409: () =>
    'a repetition that is answered 409 is sent again and again: acknowledge what you know already with a 2xx',
  411: () => 'the receiver wants a Content-Length',
  413: () => 'the receiver takes no message of this size: raise its limit for bodies',
  415: () => 'the receiver takes no message of this type: YCM promises no Content-Type, so do not demand one',
  422: () =>
    'the receiver did not accept what the message holds: events and fields that it does not know are to be acknowledged and ignored',
  429: () => 'the receiver limits the rate: a change to a whole fleet comes as a burst, all from one address',
  500: () => 'the receiver failed inside: its own log says more',
  501: ({ method }) => `the receiver does not know ${method}`,
  502: () => 'a proxy in front did not reach the receiver behind it',
  503: () => 'the receiver, or a proxy in front of it, is not ready or overloaded',
  504: () => 'a proxy in front waited too long for the receiver: acknowledge first, work afterwards',
};

function hintForTimeout(
  { phase }: Extract<Outcome, { kind: 'timeout' }>,
  { url, timeoutSeconds }: HintContext,
): Hint {
  const texts = {
    connect: `no connection to ${url.host} within ${timeoutSeconds} s: is a firewall in between, or the address wrong?`,
    send: 'the receiver did not read the whole request: it has to read the body before it answers',
    head: `no answer within ${timeoutSeconds} s: acknowledge first, work afterwards`,
    body: 'the answer began and did not end: end it, with all the bytes that its Content-Length promises',
  };
  return { kind: `timeout-${phase}`, text: texts[phase] };
}

function hintForConnection(
  { code, phase }: Extract<Outcome, { kind: 'connection-failed' }>,
  { url }: HintContext,
): Hint {
  const known = Object.hasOwn(connectionHints, code) ? connectionHints[code] : undefined;
  if (known) return { kind: code, text: known(url) };
  if (/CERT|SIGNED|ISSUER|SIGNATURE|SSL|TLS|EPROTO/.test(code)) return { kind: 'tls', text: tlsHint(code) };
  if (phase === 'connect') return { kind: 'connect', text: `${url.host} could not be reached` };
  return { kind: 'broken', text: brokenHint };
}

const brokenHint = 'the receiver broke the connection: did it crash? Its own log says more';
const dnsHint = ({ hostname }: URL) => `the name ${hostname} has no address: is it spelled right?`;
const routeHint = ({ host }: URL) => `there is no way to ${host}: is the network, or a VPN, up?`;

const connectionHints: Readonly<Record<string, (url: URL) => Sentence>> = {
  ECONNREFUSED: ({ host }) => `nothing listens at ${host}: is the receiver started, and is this its port?`,
  ENOTFOUND: dnsHint,
  EAI_AGAIN: dnsHint,
  EHOSTUNREACH: routeHint,
  ENETUNREACH: routeHint,
  ETIMEDOUT: routeHint,
  ADDRESS_REFUSED: ({ hostname }) =>
    sentence`${hostname} leads to an address where Hookswitch sends nothing; a host other than this machine needs ${option('allowHosts', hostname)}`,
  ECONNRESET: () => brokenHint,
  EPIPE: () => brokenHint,
  CLOSED: () => brokenHint,
  BAD_ANSWER: ({ host }) =>
    `what listens at ${host} does not speak HTTP; if it speaks TLS, the URL begins with https:`,
};

function tlsHint(code: string): Sentence {
  if (code === 'CERT_HAS_EXPIRED') return 'its certificate has expired: renew it';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return 'its certificate is for another name than that in the URL';
  if (/^(EPROTO|ERR_SSL)/.test(code))
    return 'no TLS could be agreed on; if it speaks plain HTTP, the URL begins with http:';
  return sentence`its certificate is not trusted: is the chain complete? For a test certificate there is ${option('insecure')}`;
}

const cutHint: Hint = {
  kind: 'cut',
  text: 'what follows is genuine, the same bytes again: a right receiver acknowledges it, and applies it once',
};

/** Ctrl-C ends an attempt as a fault does that cuts the connection. */
export function isInterrupt({ at }: Extract<Outcome, { kind: 'cut' }>): boolean {
  return at === 'the interrupt of the run';
}
