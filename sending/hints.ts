import {
  type Fault,
  isAcknowledged,
  isRejected,
  type Outcome,
  type ResponseOutcome,
} from '../simulator/index.ts';
import { headerValues } from '../text/formats/headers.ts';
import { displayUrl } from '../text/secrets/redact.ts';

/** A hint for one kind of outcome. Each kind is shown once. */
export interface Hint {
  readonly kind: string;
  readonly text: string;
}

/** What the hint depends on. */
export interface HintContext {
  readonly url: URL;
  readonly method: string;
  readonly timeoutSeconds: number;
  readonly fault: Fault | undefined;
  /** Whether a correct receiver rejects the message. */
  readonly isToBeRefused: boolean;
  /** Why a correct receiver rejects a message without a fault, without a full stop. */
  readonly whyRefused?: string;
}

/** What to check when a receiver responds like this; undefined if all is well. Quotes the receiver unescaped. Pure. */
export function hintFor(outcome: Outcome, context: HintContext): Hint | undefined {
  switch (outcome.kind) {
    case 'response':
      return context.isToBeRefused ? hintForFault(outcome, context) : hintForStatus(outcome, context);
    case 'timeout':
      return hintForTimeout(outcome, context);
    case 'connection-failed':
      return hintForConnection(outcome, context);
    case 'aborted':
      return isInterrupt(outcome) ? undefined : abortedHint;
  }
}

function hintForFault(outcome: ResponseOutcome, { fault, whyRefused }: HintContext): Hint | undefined {
  const what = fault ? `a message ${fault.title}` : 'this message';
  const reason = whyRefused === undefined ? '' : `: ${whyRefused}`;
  if (outcome.status < 300)
    return {
      kind: `accepted ${what}${reason}`,
      text: `the receiver accepted ${what}, but must reject it with a 4xx${reason}`,
    };
  if (isRejected(outcome))
    return { kind: 'refused', text: `the receiver rejected ${what}, as it should${reason}` };
  return { kind: 'stumbled', text: `a correct receiver rejects ${what} with a 4xx${reason}` };
}

function hintForStatus(outcome: ResponseOutcome, context: HintContext): Hint | undefined {
  const { status } = outcome;
  if (isAcknowledged(outcome)) return undefined;
  if (status >= 300 && status < 400) {
    const location = headerValues(outcome.headers, 'Location')[0];
    const where = location === undefined ? '' : `, not from ${displayUrl(location)}`;
    return { kind: 'redirect', text: `redirect not followed: YCM needs a 2xx from the URL itself${where}` };
  }
  const known = statusHints[status];
  if (known) return { kind: String(status), text: known(context, outcome) };
  if (status >= 500) return { kind: '5xx', text: 'the receiver hit an internal error: check its log' };
  return {
    kind: 'other-status',
    text: 'only a 2xx acknowledges a message; after anything else, YCM retries',
  };
}

const statusHints: Readonly<Record<number, (context: HintContext, outcome: ResponseOutcome) => string>> = {
  400: () =>
    "the receiver couldn't read the message: does it accept a JSON array? Only the test message is an object",
  401: () =>
    'the receiver rejected the signature: does it use the same secret, and check the raw bytes of the body?',
  403: () =>
    'rejected: does the receiver use the same secret? CSRF protection, a firewall or a proxy can also respond with 403',
  // Many frameworks also respond with 404 to the wrong method.
  404: ({ url, method }) =>
    `nothing is served at ${url.pathname} for ${method}: are this path and the request method (--method) those of the webhook?`,
  405: ({ method }, { headers }) => {
    const [allowed] = headerValues(headers, 'Allow');
    const instead = allowed === undefined ? '' : `, only ${allowed}`;
    return `the receiver doesn't accept ${method} here${instead}: does it match YCM's request method (--method)?`;
  },
  408: () => 'the receiver stopped waiting for the body: does it read the body at all?',
  409: () => 'YCM retries after a 409: respond with a 2xx to messages that you have already processed',
  411: () => 'the receiver requires a Content-Length header: accept chunked bodies too',
  413: () => 'the message is too large for the receiver: raise its body size limit',
  415: () =>
    "the receiver rejected the Content-Type: don't require a specific one, since YCM doesn't document what it sends",
  422: () =>
    'the receiver rejected the content of the message: acknowledge unknown events and fields, and ignore them',
  429: () =>
    'the receiver rate-limits requests: exempt the webhook, since YCM sends a burst from one address when many PBXs change at once',
  500: () => 'the receiver hit an internal error: check its log',
  501: ({ method }) => `the receiver doesn't support ${method}`,
  502: () => "a proxy couldn't reach the receiver behind it: is the receiver running?",
  503: () => 'the receiver, or a proxy in front of it, is overloaded or not ready yet',
  504: () => 'a proxy gave up waiting for the receiver: acknowledge the message first, then process it',
};

function hintForTimeout(
  { phase }: Extract<Outcome, { kind: 'timeout' }>,
  { url, timeoutSeconds }: HintContext,
): Hint {
  const texts = {
    connect: `no connection to ${url.host} within ${timeoutSeconds} s: is the address correct, and does a firewall allow it?`,
    send: "the receiver didn't read the whole request: read the body before responding",
    head: `no response within ${timeoutSeconds} s: acknowledge the message first, then process it`,
    body: 'the response started but never ended: end it, and make sure its Content-Length matches its body',
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
  if (phase === 'connect')
    return { kind: 'connect', text: `${url.host} is not reachable: is the address correct?` };
  return { kind: 'broken', text: brokenHint(url) };
}

/** A server that expects TLS closes the connection when it reads plain HTTP. */
const brokenHint = ({ protocol }: URL) =>
  `the receiver closed the connection: did it crash? Check its log${protocol === 'http:' ? '. If it uses TLS, start the URL with https:' : ''}`;
const dnsHint = ({ hostname }: URL) =>
  `the host name ${hostname} can't be resolved: is it spelled correctly?`;
const routeHint = ({ host }: URL) => `there is no route to ${host}: is the network or VPN up?`;

const connectionHints: Readonly<Record<string, (url: URL) => string>> = {
  ECONNREFUSED: ({ host }) =>
    `nothing is listening at ${host}: is the receiver running, and is this its port?`,
  ENOTFOUND: dnsHint,
  EAI_AGAIN: dnsHint,
  EHOSTUNREACH: routeHint,
  ENETUNREACH: routeHint,
  ETIMEDOUT: routeHint,
  ADDRESS_REFUSED: ({ hostname }) =>
    `${hostname} resolves to an address that Hookswitch doesn't send to; if you're allowed to send there, give --allow-host ${hostname}`,
  ECONNRESET: brokenHint,
  EPIPE: brokenHint,
  CLOSED: brokenHint,
  BAD_ANSWER: ({ host }) =>
    `the server at ${host} doesn't speak HTTP; if it uses TLS, start the URL with https:`,
};

function tlsHint(code: string): string {
  if (code === 'CERT_HAS_EXPIRED') return 'the certificate has expired: renew it';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return 'the certificate is for a different name than the one in the URL';
  if (/^(EPROTO|ERR_SSL)/.test(code))
    return 'the TLS handshake failed; if the server uses plain HTTP, start the URL with http:';
  return 'the certificate is not trusted: is the chain complete? For a test certificate, use --insecure';
}

const abortedHint: Hint = {
  kind: 'aborted',
  text: 'YCM now retries the same message: a correct receiver acknowledges it without applying it twice',
};

/** Ctrl-C ends an attempt like a fault that cuts the connection. */
export function isInterrupt({ at }: Extract<Outcome, { kind: 'aborted' }>): boolean {
  return at === 'the interruption of the run';
}
