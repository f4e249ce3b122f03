import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
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
    owner: { name: 'Ada', '10021212': '10021212' },
    phone: 4930123456,
  },
];
const capacity = [
  {
    modifier: 'ada@mueller.example',
    repository: { extensions: '12345', enableCallRecording: 'yes' },
    sn: '36Z',
    updateTime: 5,
  },
];
const privateTexts = [
  '10021212',
  '+49 30 1',
  '365HHFRQR68J2JZK',
  'M\u00fcller',
  'Ada',
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
  const headers = { 'X-Forwarded-For': '203.0.113.9', 'X-Forwarded-Host': 'tunnel.example' };
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
    sn: expect.stringMatching(/^\d\d\d[A-Z]{6}\d\d[A-Z]\d[A-Z]{3}$/),
    trunkDidInfoList: [
      {
        ...did,
        did: expect.stringMatching(/^\d{8}$/),
        trunkName: expect.stringMatching(/^name-[0-9a-f]{8}$/),
      },
      {
        ...did,
        did: expect.stringMatching(/^\+\d\d \d\d \d$/),
        trunkName: first.trunkDidInfoList[0].trunkName,
      },
    ],
    updateTime: 1773110920,
  });
  const number = first.trunkDidInfoList[0].did;
  expect(second).toEqual({
    event: 'new_event',
    sn: first.sn,
    owner: { name: expect.stringMatching(/^[A-Z][a-z]{2}$/), [number]: number },
    phone: expect.any(Number),
  });
  expect(JSON.parse(bodyOf(lines[1]))).toEqual([
    {
      ...capacity[0],
      modifier: expect.stringMatching(/^name-[0-9a-f]{8}@example\.com$/),
      sn: expect.stringMatching(/^\d\d[A-Z]$/),
    },
  ]);
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
  const [{ numbers: replaced }] = JSON.parse(bodyOf(readRecording('short.ndjson')[0]));
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
  expect(byQuery?.request.url).toBe(`/ycm?k=***&message=${encodeURIComponent(bodyOf(genuine))}`);
  expect(genuine?.request.headers).toContainEqual([
    'content-length',
    String(Buffer.byteLength(bodyOf(genuine))),
  ]);
  expect(form?.request.body).toEqual({ text: '', bytes: 14, truncated: true });
  expect(form?.note).toBe("the body isn't JSON, so it was left out");
});
