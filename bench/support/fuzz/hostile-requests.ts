import { bodies, type Family, secret } from './families.ts';

const start = 'POST /webhook HTTP/1.1\r\nHost: localhost\r\n';
const noBody = 'Content-Length: 0\r\n\r\n';
const chunked = `${start}Transfer-Encoding: chunked\r\n\r\n`;
const signature = 'X-Signature: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n';

/** A request with an ordinary body. */
export const ordinaryRequest: Family = (fill) => withBody(`"${fill('an ordinary message, ')}"`);

const ofHead: Readonly<Record<string, Family>> = {
  'a target of question marks': (fill) => `GET /${fill('?')} HTTP/1.1\r\nHost: x\r\n\r\n`,
  'a target of parameters': (fill) => `GET /?${fill('token=a&')} HTTP/1.1\r\nHost: x\r\n\r\n`,
  'a target of equals signs': (fill) => `GET /?message${fill('=')} HTTP/1.1\r\nHost: x\r\n\r\n`,
  'a target of percent signs': (fill) => `GET /?message=${fill('%25')} HTTP/1.1\r\nHost: x\r\n\r\n`,
  'a target of number signs': (fill) => `GET /?a=b${fill('#')} HTTP/1.1\r\nHost: x\r\n\r\n`,
  'a target of slashes': (fill) => `GET ${fill('/')} HTTP/1.1\r\nHost: x\r\n\r\n`,
  'a target with a user': (fill) => `GET http://${fill('a@')}b/ HTTP/1.1\r\nHost: x\r\n\r\n`,
  'a secret in the target': (fill) => `GET /?a=${fill(secret)} HTTP/1.1\r\nHost: x\r\n\r\n`,
  'a long method': (fill) => `${fill('POST')} / HTTP/1.1\r\nHost: x\r\n\r\n`,
  'a long value': (fill) => `${start}A: ${fill('v')}\r\n${noBody}`,
  'a value of blanks': (fill) => `${start}A: ${fill(' ')}x\r\n${noBody}`,
  'a long name': (fill) => `${start}${fill('n')}: x\r\n${noBody}`,
  'many headers': (fill) => `${start}${fill('A: b\r\n')}${noBody}`,
  'many signatures': (fill) => `${start}${fill('X-Signature: a\r\n')}${noBody}`,
  'a long signature': (fill) => `${start}X-Signature: ${fill('A')}\r\n${noBody}`,
  'a signature of blanks': (fill) => `${start}X-Signature: a${fill(' ')}b\r\n${noBody}`,
  'a signature of equals signs': (fill) => `${start}X-Signature: sha256${fill('=')}\r\n${noBody}`,
  'folded lines': (fill) => `${start}A: b\r\n${fill(' c\r\n')}${noBody}`,
  'secrets in headers': (fill) => `${start}${fill(`X-A: ${secret}\r\n`)}${noBody}`,
  'empty lines first': (fill) => `${fill('\r\n')}${start}${noBody}`,
  'mixed line ends': (fill) => `${start}${fill('A: b\r\nC: d\n')}${noBody}`,
  'quotes in a header': (fill) => `${start}Content-Type: a/b; c="${fill('\\"')}"\r\n${noBody}`,
  'another request behind it': (fill) => fill(`${start}${noBody}`),
};

const ofFraming: Readonly<Record<string, Family>> = {
  'a trailer of blanks': (fill) => `${chunked}0\r\nA: b\r\nC:${fill(' ')}\r\n\r\n`,
  'many trailers': (fill) => `${chunked}0\r\n${fill('A: b\r\n')}\r\n`,
  'a long chunk extension': (fill) => `${chunked}1;a=${fill('x')}\r\na\r\n0\r\n\r\n`,
  'many chunk extensions': (fill) => `${chunked}${fill('1;a=b\r\nx\r\n')}0\r\n\r\n`,
  'the smallest chunks': (fill) => `${chunked}${fill('1\r\na\r\n')}0\r\n\r\n`,
  'a size of zeros': (fill) => `${chunked}${fill('0')}1\r\na\r\n0\r\n\r\n`,
  'a body that does not end': (fill) => `${start}Content-Length: 99999999\r\n\r\n${fill('x')}`,
};

const withBodies = Object.fromEntries(
  Object.entries(bodies).map(([name, body]): [string, Family] => [
    `a body: ${name}`,
    (fill) => withBody(body(fill)),
  ]),
);

/** Requests of any size that are hard on a listener. */
export const hostileRequests: Readonly<Record<string, Family>> = { ...ofHead, ...ofFraming, ...withBodies };

function withBody(body: string): string {
  return `${start}${signature}Content-Length: ${body.length}\r\n\r\n${body}`;
}
