import { expect, it } from 'vitest';
import { didReport, testMessage } from './messages.ts';
import { secret } from './running-receiver.ts';
import type { Subject } from './subject.ts';
import { bytesOf, requestBytes, sign } from './wire.ts';

/** Signed by `openssl dgst -sha256 -hmac SECRET -binary | base64`, with the secret of these tests. */
const known = {
  body: '[{"event":"did_change","sn":"36KNOWNANSWERAZK","trunkDidInfoList":[],"updateTime":1773110920}]',
  signature: '+xYtfdCCzsR4AjqTZl8hRiq2Ez3RwlZNwfKLnB3RBfA=',
};
const forged = 'A'.repeat(43).concat('=');

const wrongSignatures: Record<string, (genuine: string, body: Buffer) => readonly string[]> = {
  'no header': () => [],
  'an empty one': () => [''],
  'a blank one': () => ['   '],
  'another secret': (_genuine, body) => [sign(body, secret.toLowerCase())],
  'the empty secret': (_genuine, body) => [sign(body, '')],
  'the signature of nothing': () => [sign(Buffer.alloc(0))],
  hex: (genuine) => [Buffer.from(genuine, 'base64').toString('hex')],
  Base64url: (genuine) => [genuine.replaceAll('+', '-').replaceAll('/', '_')],
  'no padding': (genuine) => [genuine.replace('=', '')],
  'more padding': (genuine) => [`${genuine}=`],
  'a prefix': (genuine) => [`sha256=${genuine}`],
  quotes: (genuine) => [`"${genuine}"`],
  'lower case': (genuine) => [genuine.toLowerCase()],
  'upper case': (genuine) => [genuine.toUpperCase()],
  'a letter less': (genuine) => [genuine.slice(1)],
  'a list of two': (genuine) => [`${genuine}, ${genuine}`],
  'two headers, the first one genuine': (genuine) => [genuine, forged],
  'two headers, the last one genuine': (genuine) => [forged, genuine],
  'two genuine headers': (genuine) => [genuine, genuine],
  'letters outside ASCII, as many as in a genuine one': () => ['\u00e9'.repeat(44)],
  'letters outside ASCII, as many bytes as a genuine one': () => ['\u00e9'.repeat(22)],
  'a long one': () => ['A'.repeat(8000)],
};

/** How a correct receiver checks signatures. */
export function testSignatures(subject: Subject): void {
  it('acknowledges what openssl signed', async () => {
    expect(await subject.statusOf(known.body, { signatures: [known.signature] })).toBe(200);
  });

  it('checks raw bytes, whatever their spacing, escapes and order', async () => {
    const sn = subject.newSn();
    const dids = '[{"trunkName":"\\u00e9\\/ 電話 😀","did":"7","trunkId":"1","didId":"2"}]';
    const body = `\r\n[ {"updateTime":1.77311092e9,"trunkDidInfoList":${dids},\t"sn":"${sn}","event":"did_change"}]\n\n`;
    expect(await subject.statusOf(body)).toBe(200);
    expect(await subject.didNumbersOf(sn)).toEqual(['7']);
  });

  it.each(Object.entries(wrongSignatures))(
    'refuses %s, stores nothing and keeps serving',
    async (_name, change) => {
      const sn = subject.newSn();
      const body = bodyWithTellingSignature(sn);
      const connection = subject.connect();
      const answer = await connection.exchange(requestBytes(body, { signatures: change(sign(body), body) }));
      expect(answer).toMatchObject({ status: 401 });
      expect(answer?.body).not.toContain(sign(body));
      expect(await subject.stateOf(sn)).toBeNull();
      expect(await connection.exchange(requestBytes(body))).toMatchObject({ status: 200 });
      connection.close();
    },
  );

  it('refuses a body with one changed bit', async () => {
    const body = bytesOf([didReport(subject.newSn(), ['10021212'])]);
    const changed = Buffer.from(body);
    changed.writeUInt8(changed.readUInt8(40) ^ 1, 40);
    expect(await subject.statusOf(changed, { signatures: [sign(body)] })).toBe(401);
  });

  it('checks the test message too', async () => {
    expect(await subject.statusOf(testMessage)).toBe(200);
    expect(await subject.statusOf(testMessage, { signatures: [] })).toBe(401);
  });

  it.each([
    ['NUL', '\u0000'],
    ['a control character', 'a\u0001b'],
    ['a carriage return', 'a\rb'],
    ['DEL', '\u007f'],
    ['20 KB', 'A'.repeat(20_000)],
    ['100 KB', 'A'.repeat(100_000)],
  ])('refuses %s as a signature without failing', async (_name, signature) => {
    const status = await subject.statusOf([], { signatures: [signature] });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(await subject.statusOf([])).toBe(200);
  });
}

/** A body whose signature differs in every encoding: it contains `+` or `/`, and letters of both cases. */
function bodyWithTellingSignature(sn: string): Buffer {
  for (let n = 0; n < 1000; n++) {
    const body = bytesOf([didReport(sn, [String(n)])]);
    if (/[+/]/.test(sign(body)) && /[a-z]/.test(sign(body)) && /[A-Z]/.test(sign(body))) return body;
  }
  throw new Error('no such signature among 1000');
}
