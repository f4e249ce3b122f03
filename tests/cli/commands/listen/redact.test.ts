import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { env } from '../../../support/recording-receiver.ts';
import { cwd, hmac, post, readRecording, sendRaw, startListen } from './listen-driver.ts';

const testSecret = 'abcdefghijklmnopqrstuvwxyz012345';
const bothSecrets = { ...env, TEST_SECRET: testSecret };

const did = { did: '10021212', didId: '1192488', trunkId: '114529', trunkName: 'Trunk of M\u00fcller' };
const reports = [
  {
    event: 'did_change',
    sn: '365HHFRQR68J2JZK',
    trunkDidInfoList: [did, { ...did, did: '+49 30 1' }],
    updateTime: 1773110920,
  },
  {
    event: 'new_event',
    sn: '365HHFRQR68J2JZK',
    owner: { Grace: 'Ada', '10021212': '10021212' },
    phone: 4930123456,
    phones: ['4930123456', 4_930_123_456_123_456, -4930123456, 49301234.5e3],
  },
];
const capacity = [
  {
    modifier: 'ada@mueller.example',
    repository: { extensions: '5', concurrentCalls: '67890', enableCallRecording: 'yes', ada: 'Ada' },
    sn: '36Z',
    updateTime: '1773110920',
  },
];
const privateTexts = [
  '10021212',
  '+49 30 1',
  '365HHFRQR68J2JZK',
  'M\u00fcller',
  'Ada',
  'Grace',
  'owner',
  'phone',
  '1192488',
  '114529',
  '67890',
  '1773110920',
  '12345',
  'X-Hook-365HHFRQR68J2JZK',
  'curl/8',
  '/ycm',
  'from=',
  'ada@',
  'mueller',
  '4930123456',
  '203.0.113.9',
  'tunnel.example',
];

/** Records two messages, with these options. */
async function record(name: string, argv: readonly string[]) {
  const listening = await startListen(['--record', name, '--redact', ...argv], bothSecrets);
  const indented = JSON.stringify(reports, null, 4);
  const headers = {
    'X-Forwarded-For': '203.0.113.9',
    'X-Forwarded-Host': 'tunnel.example',
    'X-Hook-365HHFRQR68J2JZK': '1',
    'User-Agent': 'curl/8',
  };
  for (const body of [indented, JSON.stringify(capacity)])
    await post(listening, body, { ...headers, 'X-Signature': hmac(body) }, '/ycm?from=ada@mueller.example');
  const { stdout } = await listening.interrupt();
  return { lines: readRecording(name), text: readFileSync(join(cwd, name), 'utf8'), stdout };
}

function bodyOf(line: ReturnType<typeof readRecording>[number] | undefined): string {
  return line && 'text' in line.request.body ? line.request.body.text : '';
}

it('replaces numbers, names and serial numbers consistently, and keeps the rest', async () => {
  const { lines, text } = await record('redacted.ndjson', []);
  expect(privateTexts.filter((one) => text.includes(one))).toEqual([]);
  const [first, second] = JSON.parse(bodyOf(lines[0]));
  expect(first).toEqual({
    event: 'did_change',
    sn: expect.stringMatching(/^[1-9]\d\d[A-Z]{6}\d\d[A-Z]\d[A-Z]{3}$/),
    trunkDidInfoList: [
      {
        did: expect.stringMatching(/^[1-9]\d{7}$/),
        didId: expect.stringMatching(/^[1-9]\d{6}$/),
        trunkId: expect.stringMatching(/^[1-9]\d{5}$/),
        trunkName: expect.stringMatching(/^name-[0-9a-f]{8}$/),
      },
      { ...first.trunkDidInfoList[0], did: expect.stringMatching(/^\+\d\d \d\d \d$/) },
    ],
    updateTime: expect.any(Number),
  });
  const { event, sn, ...others } = second;
  expect([event, sn]).toEqual(['new_event', first.sn]);
  const [owner, phone, phones] = Object.values(others) as [object, number, unknown[]];
  const number = first.trunkDidInfoList[0].did;
  expect(owner).toEqual({
    [number]: number,
    [Object.keys(owner)[1] ?? '']: expect.stringMatching(/^[A-Z][a-z]{2}$/),
  });
  expect(Object.keys(owner)[1]).toMatch(/^[A-Z][a-z]{4}$/);
  expect(phones).toEqual([String(phone), expect.any(Number), -phone, expect.any(Number)]);
  const [report] = JSON.parse(bodyOf(lines[1]));
  const { extensions, concurrentCalls, enableCallRecording } = report.repository;
  expect([extensions, enableCallRecording]).toEqual(['5', 'yes']);
  expect(concurrentCalls).toMatch(/^[1-9]\d{4}$/);
  expect(report.modifier).toMatch(/^name-[0-9a-f]{8}@example\.com$/);
  // Times keep their distance, and their kind.
  expect(report.updateTime).toBe(String(first.updateTime));
  expect(report.updateTime).toMatch(/^1[67]\d{8}$/);
  expect(new Date(lines[0]?.at ?? '').getTime()).toBeLessThan(Date.now() - 29 * 86_400_000);
  // The bytes between the values are those of the message.
  expect(bodyOf(lines[0]).split('\n')).toHaveLength(JSON.stringify(reports, null, 4).split('\n').length);
});

it('makes the same replacements in the next run with the same secret', async () => {
  const [one, two] = [await record('redacted-once.ndjson', []), await record('redacted-twice.ndjson', [])];
  expect(two.lines.map(bodyOf)).toEqual(one.lines.map(bodyOf));
});

it('keeps different short numbers apart', async () => {
  const listening = await startListen(['--record', 'short.ndjson', '--redact']);
  const numbers = Array.from({ length: 1000 }, (_, n) => String(n).padStart(3, '0'));
  await post(listening, JSON.stringify([{ event: 'x', numbers }]));
  await listening.interrupt();
  const [{ event: _event, ...others }] = JSON.parse(bodyOf(readRecording('short.ndjson')[0]));
  const [replaced = []] = Object.values<string[]>(others);
  // With 1000 numbers in 1000 places, the last ones find none that is free.
  expect(new Set(replaced).size).toBeGreaterThan(900);
});

it('signs again with --resign-env, except what was forged', async () => {
  const listening = await startListen(
    ['--record', 'signed.ndjson', '--redact', '--resign-env', 'TEST_SECRET'],
    bothSecrets,
  );
  const body = JSON.stringify(reports);
  await post(listening, body);
  await post(listening, body, { 'X-Signature': hmac(body, 'x'.repeat(32)) });
  await sendRaw(
    listening,
    `GET /ycm?k=1&message=${encodeURIComponent(body)} HTTP/1.1\r\nHost: x\r\nX-Signature: ${hmac(body)}\r\nConnection: close\r\n\r\n`,
  );
  await post(listening, 'phone=10021212');
  await listening.interrupt();
  const [genuine, forged, byQuery, form] = readRecording('signed.ndjson');
  const expected = createHmac('sha256', testSecret).update(bodyOf(genuine)).digest('base64');
  const signatureOf = (line: typeof genuine) =>
    line?.request.headers.find(([name]) => name?.toLowerCase() === 'x-signature')?.[1];
  expect([signatureOf(genuine), signatureOf(forged)]).toEqual([expected, '***']);
  expect(signatureOf(byQuery)).toBe(expected);
  expect(byQuery?.request.url).toMatch(/^\/[a-z]{3}\?[a-z]=\*\*\*&message=/);
  expect(byQuery?.request.url).toContain(`&message=${encodeURIComponent(bodyOf(genuine))}`);
  expect(genuine?.request.headers).toContainEqual([
    'content-length',
    String(Buffer.byteLength(bodyOf(genuine))),
  ]);
  expect(form?.request.body).toEqual({ text: '', bytes: 14, truncated: true });
  expect(form?.note).toBe("the body isn't JSON, so it was left out");
});

it('records nothing of a forwarded GET but its replacement', async () => {
  const receiver = createServer((_request, response) => response.end('stored 10021212')).listen(
    0,
    '127.0.0.1',
  );
  await once(receiver, 'listening');
  const { port } = receiver.address() as AddressInfo;
  const to = `http://127.0.0.1:${port}/hook/365HHFRQR68J2JZK`;
  const listening = await startListen([
    '--record',
    'forwarded-redacted.ndjson',
    '--redact',
    '--forward-to',
    to,
  ]);
  const body = JSON.stringify(reports);
  const target = `/ycm?message=${encodeURIComponent(body)}`;
  await sendRaw(
    listening,
    `GET ${target} HTTP/1.1\r\nHost: x\r\nX-Signature: ${hmac(body)}\r\nConnection: close\r\n\r\n`,
  );
  const { stderr } = await listening.interrupt();
  receiver.close();
  const text = decodeURIComponent(readFileSync(join(cwd, 'forwarded-redacted.ndjson'), 'utf8'));
  expect(JSON.parse(readFileSync(join(cwd, 'forwarded-redacted.ndjson'), 'utf8')).outcome.status).toBe(200);
  expect(privateTexts.filter((one) => text.includes(one))).toEqual([]);
  expect(stderr).toContain('the recording keeps documented keys, names of events, true and false');
});
