import { stackTraceIn } from '../../text/errors/stack-trace.ts';

/** What one connection or response says about the receiver. */
export interface ExplanationRow {
  /**
   * Matches `401 Unauthorized`, a line break and the body; `timeout head`; or `ECONNREFUSED connect`, a line break and the system's message.
   */
  readonly seen: { test(text: string): boolean };
  /** A header that the response must have, too. */
  readonly header?: readonly [name: string, value: RegExp];
  /** What it means: a sentence. `{host}` or `{Allow}` is a value or a header. A part in brackets is left out if a value in it is unknown. */
  readonly means: string;
  /** What to do. */
  readonly fix: string;
}

/** Something slow delays the response. */
export const workLater = 'Store the message and respond with a 2xx first. Do the slow work afterwards.';
/** Something checks a login before the signature. */
export const orLogin =
  'If its response is about a login or token, exclude the route of the webhook from this check: the signature takes its place.';
/** Spring Security responds 403 without a reason. */
export const orForbidden =
  'A 403 may also come from CSRF protection, such as that of Spring Security, or from a firewall: exclude the webhook from it.';
const sameSecret = 'Use the same secret on both sides, and compute the HMAC over the raw bytes of the body.';
const orInsecure = 'To accept this certificate in a test, use --insecure.';
const proxies = /nginx|openresty|apache|cloudflare|akamai|awselb|envoy|haproxy|varnish|caddy|microsoft-iis/i;

/** The first row that matches explains the outcome. */
export const explanations = {
  'not-listening': {
    seen: /^ECONNREFUSED/,
    means: 'Nothing is listening at {host}.',
    fix: 'Start your receiver, or check the port in the URL. If it has just exited, its log says why.',
  },
  'unknown-name': {
    seen: /^(ENOTFOUND|EAI_AGAIN)/,
    means: "The host name {hostname} can't be resolved.",
    fix: 'Check the spelling, and that the name is in public DNS: YCM resolves it from its own network.',
  },
  'not-allowed': {
    seen: /^ADDRESS_REFUSED/,
    means: "{hostname} resolves to an address that Hookswitch doesn't send to.",
    fix: "If you're allowed to send there, use --allow-host {hostname}.",
  },
  'expired-certificate': {
    seen: /^CERT_HAS_EXPIRED/,
    means: 'The certificate has expired.',
    fix: `Renew the certificate, and automate it. ${orInsecure}`,
  },
  'certificate-for-another-name': {
    seen: /^ERR_TLS_CERT_ALTNAME_INVALID/,
    means: 'The certificate is for a different name than the one in the URL.',
    fix: `Use a certificate for exactly the name in the URL. ${orInsecure}`,
  },
  'incomplete-chain': {
    seen: /^UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT)/,
    means: 'The chain of the certificate is incomplete, or its authority is unknown.',
    fix: `Serve the intermediate certificates too (fullchain.pem). ${orInsecure}`,
  },
  'old-tls': {
    seen: /^\w*PROTOCOL/,
    means: 'Your receiver only supports old versions of TLS.',
    fix: 'Enable TLS 1.2 or later.',
  },
  'no-tls': {
    seen: /^(EPROTO|ERR_SSL|TLS_TIMEOUT)/,
    means: 'The TLS handshake failed.',
    fix: 'If the server uses plain HTTP, start the URL with http:. Otherwise, enable TLS 1.2 or 1.3 on this port.',
  },
  'untrusted-certificate': {
    seen: /^\w*(CERT|SIGNED|ISSUER|SIGNATURE|SSL|TLS)/,
    means: 'The certificate is not trusted.',
    fix: `Use a certificate of a public authority: YCM may not know your own. ${orInsecure}`,
  },
  'malformed-http': {
    seen: /^BAD_ANSWER \w+\nthe response is malformed/,
    means: "Your receiver's response can't be read: {message}.",
    fix: 'Look at the status line and the headers of its response, for example with curl -i: a header that is too long, repeated without end, or not a header at all.',
  },
  'no-http': {
    seen: /^BAD_ANSWER/,
    means: "Your receiver's response isn't HTTP.",
    fix: 'Check the port in the URL: another service may listen there.[ If the server uses TLS, start the URL with {https}.]',
  },
  'timeout-send': {
    seen: /^timeout send/,
    means: "Your receiver didn't read the whole request.",
    fix: 'Read the body before you respond.',
  },
  'timeout-head': {
    seen: /^timeout head/,
    means: "Your receiver didn't respond[ within {timeout}].",
    fix: `Find out what it waits for, and whether an exception ended its work without a response. If it reads the body until the connection closes, it waits without end: read as many bytes as Content-Length says. ${workLater}`,
  },
  'timeout-body': {
    seen: /^timeout body/,
    means: "Your receiver doesn't finish its response.",
    fix: 'End the response, and set Content-Length to the number of bytes in its body. The body may be empty.',
  },
  // A server that expects TLS closes the connection when it reads plain HTTP.
  closed: {
    seen: /^(ECONNRESET|EPIPE|CLOSED|\w+ (send|head|body))/,
    means: 'Your receiver closes the connection without a response.',
    fix: "Check its log for an exception, a crash or a restarted worker process. A proxy, or the open port of a container whose app doesn't listen yet, may also have closed the connection.[ If the server uses TLS, start the URL with {https}.]",
  },
  unreachable: {
    seen: /^\w+ connect/,
    means: '{host} is not reachable.',
    fix: 'Check the address, the network or VPN, and the firewall.',
  },
  // To YCM, this is an ack.
  'html-page': {
    seen: /^2[\s\S]*(<html|<!doctype)/i,
    means: 'The response is an HTML page.',
    fix: "Check that this URL is your webhook's: a website may respond with a 2xx to any message.",
  },
  redirect: {
    seen: /^3/,
    means: 'Your receiver redirects messages[ to {Location}].',
    fix: "Respond with a 2xx at this URL[, or set the webhook's URL to {Location}]: YCM doesn't follow redirects.",
  },
  // Many frameworks also respond with 404 to the wrong method.
  'not-found': {
    seen: /^(404|410)/,
    means: 'Your receiver serves nothing at {path} for {method}.',
    fix: "Check the URL's path, the webhook's method, the route in your code, and any prefix that a proxy adds or removes.",
  },
  'wrong-method': {
    seen: /^(405|501)/,
    means: "Your receiver doesn't accept {method} at {path}[, only {Allow}].",
    fix: "Serve {method} {path}, or change the webhook's method (--method).",
  },
  'too-large': {
    seen: /^413/,
    means: 'Your receiver, or a proxy in front of it, rejects the message as too large.',
    fix: 'Raise the request body size limit to at least 1 MiB, in your code and in every proxy.',
  },
  'content-type': {
    seen: /^415/,
    means: 'Your receiver rejects the Content-Type of the messages.',
    fix: "Parse the body as JSON regardless of its Content-Type: YCM's documentation doesn't say what it sends.",
  },
  'rate-limit': {
    seen: /^429/,
    means: 'Your receiver rate-limits requests.',
    fix: 'Exclude the webhook from the rate limit, or raise the limit: YCM sends events as they happen, in a burst from one address when many PBXs change at once.',
  },
  // Laravel responds 419, and nothing else does. The words are those of Django, Rails, Flask-WTF, ASP.NET and Express.
  csrf: {
    seen: /^(419|4[\s\S]*(csrf|xsrf|authenticity.?token|anti-?forgery))/i,
    means: "Your framework's CSRF protection rejects the message.",
    fix: 'Exclude the route of the webhook from the CSRF protection: YCM sends no CSRF token, and the signature takes its place. In Django, use @csrf_exempt; in Laravel, `except` in validateCsrfTokens; in Rails, skip_forgery_protection; in Spring Security, csrf.ignoringRequestMatchers; in Flask-WTF, @csrf.exempt.',
  },
  login: {
    seen: /^4/,
    header: ['WWW-Authenticate', /./],
    means: 'Your receiver, or a proxy in front of it, asks for a login that YCM does not send.',
    fix: "Exclude the webhook's route from the login (it sent WWW-Authenticate: {WWW-Authenticate}). The signature takes its place. If your receiver sends this header because of the signature, use the same secret on both sides.",
  },
  'blocked-by-proxy': {
    seen: /^403[\s\S]*(<html|<!doctype)/i,
    header: ['Server', proxies],
    means: 'A proxy in front of your receiver rejects messages with 403 Forbidden (Server: {Server}).',
    fix: 'Let the proxy or firewall pass the webhook: look for rules about methods, bodies, addresses or a missing User-Agent in its configuration and log.',
  },
  // The words of Express, Django REST framework, FastAPI, Laravel and API gateways.
  token: {
    seen: /^40[13][\s\S]*\b(bearer|authorization (header|token)|api.?key|access.?token|jwt|log.?in|unauthenticated|not authenticated|authentication (required|credentials))\b/i,
    means: "Your receiver rejects the signature, or asks for a login or token that YCM doesn't send.",
    fix: `${sameSecret} ${orLogin}`,
  },
  'bad-request': {
    seen: /^400/,
    means: "Your receiver couldn't read the message.",
    fix: 'Accept a JSON array: only the test message is an object. If it does, find out in its log why it rejects the message.',
  },
  unauthorized: {
    seen: /^401/,
    means: 'Your receiver rejects the signature.',
    fix: sameSecret,
  },
  forbidden: {
    seen: /^403/,
    means: 'Your receiver, or something in front of it, rejects the message.',
    fix: `${sameSecret} ${orForbidden}`,
  },
  'body-timeout': {
    seen: /^408/,
    means: 'Your receiver stopped waiting for the body.',
    fix: 'Read the body: as many bytes as Content-Length says.',
  },
  conflict: {
    seen: /^409/,
    means: 'YCM retries after a 409.',
    fix: 'Respond with a 2xx to messages that you have already processed.',
  },
  'length-required': {
    seen: /^411/,
    means: 'Your receiver requires a Content-Length header.',
    fix: 'Accept chunked bodies, too.',
  },
  unprocessable: {
    seen: /^422/,
    means: 'Your receiver rejects the content of the message.',
    fix: 'Acknowledge unknown events and fields, and ignore them.',
  },
  'shows-exception': {
    seen: { test: (text) => /^5/.test(text) && stackTraceIn(text) !== undefined },
    means: 'Your receiver failed.',
    fix: 'Its response shows the exception, and must not.',
  },
  'bad-gateway': {
    seen: /^502/,
    means: "A proxy can't reach your receiver.",
    fix: 'Check that the app is running, the address to which the proxy forwards, and the logs of both.',
  },
  unavailable: {
    seen: /^503/,
    means: 'Your receiver, or a proxy in front of it, reports that it is unavailable.',
    fix: 'Check that the app is running, the address to which a proxy forwards, and the logs of both.',
  },
  'gateway-timeout': {
    seen: /^504/,
    means: 'A proxy gave up waiting for your receiver.',
    fix: `Check that the app is running, and the address to which the proxy forwards. ${workLater}`,
  },
  'internal-error': {
    seen: /^5/,
    means: 'Your receiver failed.',
    fix: 'Look for the exception in its log.',
  },
  'other-status': {
    seen: /^[^2]/,
    means: 'Only a 2xx acknowledges a message: YCM retries after a {status}.',
    fix: 'Check its log to find out why it rejects the message, then make it respond with a 2xx.',
  },
} as const satisfies Readonly<Record<string, ExplanationRow>>;
