import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validate } from '../../../../schemas/index.ts';
import { hmac, linesOf, post, readRecording, saidOf, startListen } from './listen-driver.ts';

const fixtures = join(import.meta.dirname, '../../../../fixtures');
/** Made with openssl. */
const signatures: { file: string; secret: string; signature: string }[] = JSON.parse(
  readFileSync(join(fixtures, 'signatures.json'), 'utf8'),
);
const secret = signatures[0]?.secret ?? '';
const genuine = signatures.filter((known) => known.secret === secret);

function report(sn: string, updateTime: number): string {
  return JSON.stringify([{ event: 'did_change', sn, trunkDidInfoList: [], updateTime }]);
}

describe('a message', () => {
  it('is shown with its reports and a valid signature', async () => {
    const listening = await startListen([], { YCM_WEBHOOK_SECRET: secret, TZ: 'UTC' });
    const body = readFileSync(join(fixtures, 'messages/did-change.json'));
    const signature = genuine.find(({ file }) => file === 'did-change.json')?.signature ?? '';
    expect(await post(listening, body, { 'X-Signature': signature })).toBe(200);
    await listening.sees(/^<-- #1 200 OK \d+(\.\d)? ms$/m);
    const [first] = linesOf(listening, 1);
    expect(first).toMatch(
      new RegExp(`^--> #1 POST /webhook did_change ${body.length} bytes \\(\\d\\d:\\d\\d:\\d\\d\\)$`),
    );
    expect(saidOf(listening, 1)).toMatch(
      /^did_change 36XXXXXXXXXXXXZK: 3 DIDs \(10021212, 10021213, 10021214\), 2026-03-1\d \d\d:\d\d:40 \(\d+ days ago\) signature valid$/,
    );
  });

  it.each([
    ['capacity-change.json', /^capacity_change 36X+KH: extensions 5, .*enableCallRecording yes, .*by admin@/],
    ['test.json', /^the test message: "This is a webhook connectivity test\."/],
    ['pce-delete-null.json', /^pce_delete 36X+\w\w: no list of DIDs, /],
    ['pce-delete-absent.json', /^pce_delete 36X+\w\w: no list of DIDs, /],
    ['unknown-event.json', /^the event "pce_create", which the vendor does not document: .*ignore it/],
    ['unknown-object.json', /^the event "system_upgrade", which the vendor does not document/],
    ['empty.json', /^an empty array, without reports/],
    ['mixed.json', /^did_change .* capacity_change .* the event "pce_create"/],
  ])('%s is identified', async (file, said) => {
    const listening = await startListen();
    await post(listening, readFileSync(join(fixtures, 'messages', file)));
    await listening.sees('<-- #1');
    expect(saidOf(listening, 1)).toMatch(said);
    expect(saidOf(listening, 1)).toMatch(/ signature valid$/);
  });

  it('of every kind in fixtures/ has a valid signature and is recorded byte for byte', async () => {
    const listening = await startListen(['--record', 'kinds.ndjson'], { YCM_WEBHOOK_SECRET: secret });
    for (const { file, signature } of genuine) {
      const body = readFileSync(join(fixtures, 'messages', file));
      await post(listening, body, { 'X-Signature': signature });
    }
    const { stdout } = await listening.interrupt();
    expect(genuine.length).toBeGreaterThan(20);
    expect(stdout).toContain(
      `\n${genuine.length} requests: signature valid in ${genuine.length}, invalid in 0, 0 duplicates\n`,
    );
    const recordings = readRecording('kinds.ndjson');
    for (const [index, { file, signature }] of genuine.entries()) {
      const recording = recordings[index];
      expect(validate('recording', recording)).toBeUndefined();
      expect(recording?.request.body).toEqual({
        text: readFileSync(join(fixtures, 'messages', file), 'utf8'),
        bytes: readFileSync(join(fixtures, 'messages', file)).length,
        truncated: false,
      });
      expect(recording?.request.headers).toContainEqual(['X-Signature', signature]);
      expect(recording?.signature).toEqual({ verdict: 'valid' });
    }
  });

  it('with many reports is shown in part', async () => {
    const listening = await startListen();
    const one = JSON.parse(report('36A', 1_773_110_920))[0];
    await post(listening, JSON.stringify(Array.from({ length: 57 }, () => one)));
    await listening.sees('<-- #1');
    expect(linesOf(listening, 1).length).toBe(23);
    expect(linesOf(listening, 1)[21]).toBe('    … and 37 more reports');
  });

  it.each([
    ['{nope', 'not JSON', /^message invalid: it is not valid JSON: line 1, column 2: /],
    [Buffer.from('["\xff"]', 'latin1'), 'not JSON', /^message invalid: it is not UTF-8/],
    ['[{"event":"did_change","sn":5}]', 'wrong shape', /^message invalid: \/0/],
    [
      '"text"',
      'wrong shape',
      /^message invalid: the message must be an object or an array, but is the string/,
    ],
    ['{"event":"did_change","sn":"x"}', 'wrong shape', /^message invalid: .* \[ \]/],
    ['['.repeat(5000), 'too deep', /^message invalid: it is nested deeper than 100 levels/],
    ['', 'no message', /^message invalid: no body, and no query parameter with JSON/],
  ])('that is %j is reported as %s', async (body, label, said) => {
    const listening = await startListen();
    expect(await post(listening, body)).toBe(200);
    await listening.sees('<-- #1');
    expect(linesOf(listening, 1)[0]).toContain(` /webhook ${label} ${body.length} byte`);
    expect(saidOf(listening, 1)).toMatch(said);
    expect(saidOf(listening, 1)).toMatch(/ signature valid$/);
  });

  it('with many brackets in a string does not count as deeply nested', async () => {
    const listening = await startListen();
    await post(
      listening,
      JSON.stringify({ event: 'test', message: `"${'['.repeat(500)}\\"${'{'.repeat(500)}` }),
    );
    await listening.sees('<-- #1');
    expect(linesOf(listening, 1)[0]).toContain(' /webhook test ');
  });

  it('with a later date or milliseconds is reported as such', async () => {
    const listening = await startListen();
    const now = Math.floor(Date.now() / 1000);
    for (const [n, updateTime] of [now, now + 7500, 1_773_110_920_000, now - 500].entries()) {
      await post(listening, report(`36${n}`, updateTime));
    }
    await listening.sees('<-- #4');
    expect(saidOf(listening, 1)).toMatch(/ \(just now\)| \(\d s ago\)/);
    expect(saidOf(listening, 2)).toContain(' (in 2 h: is a clock wrong?)');
    expect(saidOf(listening, 3)).toContain('updateTime 1773110920000');
    expect(saidOf(listening, 3)).toContain('Are these milliseconds?');
    expect(saidOf(listening, 4)).toContain(' (8 min ago)');
  });
});

describe('a repeated request', () => {
  it('is a duplicate if its bytes are the same', async () => {
    const listening = await startListen();
    const [first, other] = [report('36A', 1_773_110_920), report('36B', 1_773_110_920)];
    for (const body of [first, other, first, first, `${first}\n`]) await post(listening, body);
    const { stdout } = await listening.interrupt();
    expect(saidOf(listening, 1)).not.toContain('retry');
    expect(saidOf(listening, 2)).not.toContain('retry');
    expect(saidOf(listening, 3)).toMatch(/ the same message as #1, \S+ m?s later: a retry$/);
    expect(saidOf(listening, 4)).toMatch(/ the same message as #3, \S+ m?s later: a retry, the 2nd$/);
    expect(saidOf(listening, 5)).not.toContain('retry');
    expect(stdout).toContain('5 requests: signature valid in 5, invalid in 0, 2 duplicates');
  });

  it('may be another test if it is the test message', async () => {
    const listening = await startListen();
    const body = readFileSync(join(fixtures, 'messages/test.json'));
    await post(listening, body);
    await post(listening, body);
    await listening.sees('<-- #2');
    expect(saidOf(listening, 2)).toMatch(/ later: a retry, or another test message$/);
  });

  it('makes an older report late if its signature was valid', async () => {
    const listening = await startListen();
    await post(listening, report('36A', 2000));
    await post(listening, report('36B', 1000));
    await post(listening, report('36A', 1995));
    await post(listening, report('36A', 2000).replace('did_change', 'did_delete'));
    await post(listening, report('36A', 9000), { 'X-Signature': hmac('forged') });
    await post(listening, report('36A', 3000));
    await listening.sees('<-- #6');
    expect(saidOf(listening, 2)).not.toContain('late');
    expect(saidOf(listening, 3)).toMatch(/ late: #1 is 5 s newer for 36A; this must not overwrite it$/);
    expect(saidOf(listening, 4)).not.toContain('late');
    expect(saidOf(listening, 6)).not.toContain('late');
  });

  it('does not affect the other kind of report about the same PBX', async () => {
    const listening = await startListen();
    await post(listening, report('36A', 2000));
    const capacity = { modifier: 'a@example.com', repository: {}, sn: '36A', updateTime: 1000 };
    await post(listening, JSON.stringify([capacity]));
    await listening.sees('<-- #2');
    expect(saidOf(listening, 2)).not.toContain('late');
  });
});

describe('any bytes', () => {
  it('are accepted, recorded unchanged, and shown without control characters', async () => {
    const listening = await startListen(['--record', 'any.ndjson', '--verbose']);
    const bodies: Uint8Array[] = [];
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 400, size: 'max' }),
          fc.json().map((text) => Buffer.from(text)),
          fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
        ),
        async (body) => {
          bodies.push(body);
          expect(await post(listening, body)).toBe(200);
        },
      ),
      { numRuns: 300 },
    );
    const { stdout, exitCode } = await listening.interrupt();
    expect(exitCode).toBe(0);
    expect(stdout).not.toMatch(/(?![\n\u200d])[\p{Cc}\p{Cf}\p{Cs}]/u);
    const recordings = readRecording('any.ndjson');
    expect(recordings.length).toBe(bodies.length);
    for (const [index, { request, signature }] of recordings.entries()) {
      const recorded =
        'text' in request.body ? Buffer.from(request.body.text) : Buffer.from(request.body.base64, 'base64');
      expect(recorded).toEqual(Buffer.from(bodies[index] ?? []));
      expect(signature).toEqual({ verdict: 'valid' });
    }
  });
});
