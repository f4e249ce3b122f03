import { bodies, type Family, secret } from './families.ts';

const head = 'HTTP/1.1 200 OK\r\n';
const chunked = `${head}Transfer-Encoding: chunked\r\n\r\n`;
const empty = 'Content-Length: 0\r\n\r\n';

/** The cheapest to read: ordinary headers, and a small one in chunks of ordinary size. */
export const ordinaryResponse: Family = (fill) =>
  `${head}Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n${fill('10\r\n0123456789abcdef\r\n')}`;

const ofHead: Readonly<Record<string, Family>> = {
  'a long reason': (fill) => `HTTP/1.1 200 ${fill('x')}\r\n${empty}`,
  'blanks in the status line': (fill) => `HTTP/1.1 200 ${fill(' ')}\r\n${empty}`,
  'a first line without an end': (fill) => fill('HTTP/1.1 200 '),
  'empty lines first': (fill) => `${fill('\r\n')}${head}${empty}`,
  'carriage returns first': (fill) => fill('\r'),
  'nothing but zeros': (fill) => fill('\0'),
  'a long name': (fill) => `${head}${fill('n')}: x\r\n${empty}`,
  'a name without a colon': (fill) => `${head}${fill('n')}\r\n${empty}`,
  'a long value': (fill) => `${head}A: ${fill('v')}\r\n${empty}`,
  'a value of blanks': (fill) => `${head}A: ${fill(' ')}\r\n${empty}`,
  'a value with blanks in it': (fill) => `${head}A: ${fill('x  \t')}y\r\n${empty}`,
  'a line of blanks': (fill) => `${head}A: b\r\n${fill(' ')}\r\n${empty}`,
  'a line of blanks and a word': (fill) => `${head}A: b\r\n${fill(' \t')}x\r\n${empty}`,
  colons: (fill) => `${head}${fill(':')}\r\n${empty}`,
  'many headers': (fill) => `${head}${fill('A: b\r\n')}${empty}`,
  'many short lines': (fill) => `${head}${fill('a\n')}\n${empty}`,
  'many lengths': (fill) => `${head}${fill('Content-Length: 1\r\n')}\r\nx`,
  'many connections': (fill) => `${head}${fill('Connection: close\r\n')}${empty}`,
  'folded lines': (fill) => `${head}A: b\r\n${fill(' c\r\n')}${empty}`,
  'folded lines of blanks': (fill) => `${head}A: b\r\n${fill('    \r\n')}${empty}`,
  'carriage returns in a header': (fill) => `${head}A: ${fill('\r')}\r\n${empty}`,
  'mixed line ends': (fill) => `${head}${fill('A: b\r\nC: d\n\tE\r\n')}${empty}`,
  'quotes in a header': (fill) => `${head}A: ${fill('"\\"')}\r\n${empty}`,
  'secrets in headers': (fill) => `${head}${fill(`X-Secret: ${secret}\r\n`)}${empty}`,
  'a secret as the reason': (fill) => `HTTP/1.1 500 ${fill(secret)}\r\n${empty}`,
  'a location of question marks': (fill) => `HTTP/1.1 302 F\r\nLocation: /${fill('?')}\r\n${empty}`,
  'a location of parameters': (fill) => `HTTP/1.1 302 F\r\nLocation: /?${fill('a=b&')}\r\n${empty}`,
  'interim responses': (fill) => `${fill('HTTP/1.1 100 Continue\r\n\r\n')}${head}${empty}`,
  'short interim responses': (fill) => fill('HTTP/1.1 100\n\n'),
  'a long interim response': (fill) => `HTTP/1.1 103 E\r\nLink: ${fill('<a>, ')}\r\n\r\n${head}${empty}`,
};

const ofFraming: Readonly<Record<string, Family>> = {
  'a trailer of blanks': (fill) => `${chunked}0\r\nA: b\r\n${fill(' ')}\r\n\r\n`,
  'a long trailer': (fill) => `${chunked}0\r\nA: ${fill('b')}\r\n\r\n`,
  'many trailers': (fill) => `${chunked}0\r\n${fill('A: b\r\n')}\r\n`,
  'many short trailers': (fill) => `${chunked}0\r\n${fill('a\n')}\n`,
  'folded trailers': (fill) => `${chunked}0\r\nA: b\r\n${fill(' c\r\n')}\r\n`,
  'a long chunk extension': (fill) => `${chunked}1;${fill('x')}\r\na\r\n0\r\n\r\n`,
  'a chunk extension of quotes': (fill) => `${chunked}1;a="${fill('\\"')}"\r\na\r\n0\r\n\r\n`,
  'a chunk extension of blanks': (fill) => `${chunked}1${fill(' ')}\r\na\r\n0\r\n\r\n`,
  'many chunk extensions': (fill) => `${chunked}${fill('1;a=b\r\nx\r\n')}0\r\n\r\n`,
  'the smallest chunks': (fill) => `${chunked}${fill('1\na\n')}0\r\n\r\n`,
  'a size of zeros': (fill) => `${chunked}${fill('0')}1\r\na\r\n0\r\n\r\n`,
  'a size of blanks': (fill) => `${chunked}${fill(' ')}1\r\na\r\n0\r\n\r\n`,
  'a huge size': (fill) => `${chunked}${fill('f')}\r\nabc`,
  'a size without an end': (fill) => `${chunked}${fill('1')}`,
  'another response behind it': (fill) => `${head}${empty}${fill(`${head}${empty}`)}`,
};

const withBodies = Object.fromEntries(
  Object.entries(bodies).map(([name, body]): [string, Family] => [
    `a body: ${name}`,
    (fill) => `HTTP/1.1 500 Oops\r\nConnection: close\r\n\r\n${body(fill)}`,
  ]),
);

/** Responses of any size that are hard to read. */
export const hostileResponses: Readonly<Record<string, Family>> = { ...ofHead, ...ofFraming, ...withBodies };
