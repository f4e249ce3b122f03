import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Recording } from '../../../../schemas/index.ts';
import { env, secret, status, withReceiver } from '../../../support/recording-receiver.ts';
import { runCli } from '../../../support/run-cli.ts';
import { cwd as listenCwd, readRecording, startListen } from '../listen/listen-driver.ts';
import { hmac } from '../send/send-driver.ts';
import { cwd, line, refusal, replayTo } from './replay-driver.ts';

const report =
  '[{"event":"did_change","sn":"36AAAAAAAAAAAAZK","trunkDidInfoList":[],"updateTime":1773110920}]';
const masked: [string, string] = ['Authorization', '***'];

describe('hookswitch replay', () => {
  it('sends the messages in order, signed with the current secret', async () => {
    const old: Partial<Recording['request']> = { headers: [['X-Signature', 'b2xk']] };
    const text = `\ufeff${line(report, {}, old)}\r\n${line('{"event":"test","message":"\u00e9"}', { note: 'a test' })}`;
    const { exitCode, lines, requests } = await replayTo(undefined, text);
    expect(exitCode).toBe(0);
    expect(requests.map(({ body }) => body.toString())).toEqual([
      report,
      '{"event":"test","message":"\u00e9"}',
    ]);
    for (const { headers, body, method } of requests) {
      expect(headers['x-signature']).toBe(hmac(body));
      expect(method).toBe('POST');
    }
    expect(lines[0]).toMatch(
      /^Replaying 2 messages from standard input to http:\/\/127\.0\.0\.1:\d+\/webhook signed again: timeout 5 s, 3 retries, secret \*\*\* \(fingerprint [0-9a-f]{8}\)$/,
    );
    expect(lines[1]).toBe(
      `--> #1 POST /webhook did_change from line 1 ${report.length} bytes (attempt 1 of 4)`,
    );
    expect(lines[2]).toMatch(/^ {4}did_change 36AAAAAAAAAAAAZK: 0 DIDs, 2026-03-1/);
    expect(lines[4]).toBe(
      `--> #2 POST /webhook test from line 3 (a test) ${requests[1]?.body.length} bytes (attempt 1 of 4)`,
    );
    expect(lines.at(-1)).toMatch(/^2 messages: 2 acknowledged, 0 not acknowledged \(2 attempts, slowest/);
  });

  it('retries until each message is acknowledged, and exits 1 if one never is', async () => {
    const failing = await replayTo(status(500), line(report), ['--retries', '2']);
    expect(failing.exitCode).toBe(1);
    expect(failing.requests.length).toBe(3);
    expect(failing.lines.at(-1)).toContain('0 acknowledged, 1 not acknowledged (3 attempts');
    const coming = await replayTo(
      (response, request, n) => status(n < 2 ? 503 : 204)(response, request, n, response.req),
      line(report),
    );
    expect([coming.exitCode, coming.requests.length]).toEqual([0, 2]);
  });

  it('keeps bytes, headers and signature as recorded when there is no secret', async () => {
    const bytes = Buffer.from([0x7b, 0xff, 0x0d, 0x0a, 0x22]);
    const headers: [string, string][] = [
      ['Host', 'receiver.example'],
      ['x-signature', 'bm90IG91cnM='],
      ['X-Signature', 'a second'],
      ['Content-Type', 'text/\u00e9'],
      ['Content-Length', '99'],
      ['Connection', 'upgrade'],
      ['Expect', '100-continue'],
      masked,
      ['Cookie', '***'],
    ];
    const body = { base64: bytes.toString('base64'), bytes: 5, truncated: false };
    const text = line('', {}, { method: 'PUT', headers, body });
    const { exitCode, lines, requests } = await replayTo(
      undefined,
      text,
      ['--as-recorded', '--header', 'Cookie: a=b'],
      {
        hasSecret: false,
      },
    );
    expect(exitCode).toBe(0);
    expect(requests[0]?.method).toBe('PUT');
    expect(requests[0]?.body).toEqual(bytes);
    expect(requests[0]?.headers).toEqual({
      cookie: 'a=b',
      'x-signature': 'bm90IG91cnM=, a second',
      'content-type': 'text/\u00e9',
      host: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      'content-length': '5',
      connection: 'close',
    });
    expect(lines[1]).toBe(
      '    Authorization: not sent, because the recording masks its value; give it with --header',
    );
  });

  it('sends a body in chunks if it arrived in chunks', async () => {
    const headers: [string, string][] = [['Transfer-Encoding', 'chunked']];
    const { requests } = await replayTo(undefined, line(report, {}, { headers }), ['--as-recorded']);
    expect(requests[0]?.headers['transfer-encoding']).toBe('chunked');
    expect(requests[0]?.body.toString()).toBe(report);
  });

  it('keeps the message of a GET in its place', async () => {
    const pair = `message=${encodeURIComponent(report)}`;
    const empty = { text: '', bytes: 0, truncated: false };
    const request = {
      method: 'GET',
      url: `/elsewhere?a=1&${pair}`,
      headers: [['X-Signature', 'x']] as [string, string][],
      body: empty,
    };
    const anew = await replayTo(undefined, line('', {}, request));
    expect(anew.requests[0]?.headers['x-signature']).toBe(hmac(Buffer.from(report)));
    expect(new URL(anew.requests[0]?.target ?? '', 'http://x').searchParams.get('message')).toBe(report);
    const again = await replayTo(undefined, line('', {}, request), ['--as-recorded']);
    expect(again.requests[0]?.target).toBe(`/webhook?${pair}`);
    expect(again.requests[0]?.headers['x-signature']).toBe('x');
    const post = await replayTo(undefined, line('', {}, request), [
      '--method',
      'POST',
      '--payload-in',
      'body',
    ]);
    expect(post.requests[0]).toMatchObject({ method: 'POST', target: '/webhook', body: Buffer.from(report) });
  });

  it('sends to the recorded URL when the recording has one and none is given', async () => {
    const { exitCode, requests } = await replayTo(
      undefined,
      (url) => line(report, {}, { url: `${url}/a%20b?x=1&message=2` }),
      ['--as-recorded'],
      { hasUrl: false },
    );
    expect(exitCode).toBe(0);
    expect(requests[0]?.target).toBe('/webhook/a%20b?x=1&message=2');
  });

  it('removes only the carried message from the recorded URL when it signs again', async () => {
    const empty = { text: '', bytes: 0, truncated: false };
    const { requests } = await replayTo(
      undefined,
      (url) => line('', {}, { method: 'GET', url: `${url}?a=%20&message=%7B%7D&b`, body: empty }),
      [],
      { hasUrl: false },
    );
    expect(requests[0]?.target).toBe('/webhook?a=%20&b&message=%7B%7D');
    expect(requests[0]?.headers['x-signature']).toBe(hmac(Buffer.from('{}')));
  });

  it('replaces recorded headers with the given ones', async () => {
    const headers: [string, string][] = [['x-tenant', 'old']];
    const argv = ['--as-recorded', '--header', 'X-Tenant: new'];
    const { requests } = await replayTo(undefined, line(report, {}, { headers }), argv);
    expect(requests[0]?.headers['x-tenant']).toBe('new');
  });

  it('checks each recorded expectation, a 2xx or anything else, at the first attempt', async () => {
    const expected = (verdict: 'acknowledge' | 'refuse', why: string) => ({ expected: { verdict, why } });
    const text =
      line('1', expected('acknowledge', 'It is genuine.')) +
      line('2', expected('refuse', 'It is forged.')) +
      line('3', expected('refuse', 'It is forged in another way.'));
    const refusing = await replayTo(
      (response, request, n) =>
        status(request.body.toString() === '1' ? 200 : 401)(response, request, n, response.req),
      text,
      ['--as-recorded'],
    );
    expect(refusing.exitCode).toBe(0);
    expect(refusing.requests.length).toBe(3);
    expect(refusing.lines.at(-1)).toContain('3 messages: 3 as expected, 0 not as expected');
    expect(refusing.stdout).not.toContain('no more retries');
    const accepting = await replayTo(undefined, text, ['--as-recorded', '--json']);
    expect(accepting.exitCode).toBe(1);
    expect(accepting.stderr).toContain(
      'hint: Your receiver accepted this message, but must reject it with a 4xx: it is forged in another way.\n',
    );
    expect(accepting.stderr).toContain('3 messages: 1 as expected, 2 not as expected');
    expect(accepting.lines.map((json) => JSON.parse(json))).toMatchObject([
      { message: 1, recorded: 'line 1', expected: 'acknowledge', acknowledged: true, attempts: 4 },
      { message: 2, recorded: 'line 2', expected: 'refuse', acknowledged: true, attempts: 1 },
      { message: 3, recorded: 'line 3', expected: 'refuse', acknowledged: true, attempts: 1 },
    ]);
  });

  it('says when a message that must be acknowledged was signed with another secret', async () => {
    const made = { YCM_WEBHOOK_SECRET: 'o'.repeat(32) };
    const argv = ['fixtures', '--negative', '--format', 'ndjson', '--event', 'did_change', '--seed', '1'];
    const { stdout: text } = await runCli(argv, { env: made });
    const { lines } = await replayTo(undefined, text, ['--as-recorded', '--only', '1-2']);
    expect(lines[1]).toBe(
      '    2 messages that should be acknowledged are signed with a different secret than the one given, so your receiver may reject them',
    );
    const { lines: own } = await replayTo(undefined, text, ['--as-recorded', '--only', '1-2'], {
      hasSecret: false,
    });
    expect(own[1]).toContain('--> #1');
  });

  it("exits 3 when nothing listens, which doesn't count as a refusal", async () => {
    const text = line('1', { expected: { verdict: 'refuse', why: 'It is forged.' } }).repeat(50);
    const gone = await withReceiver(undefined, async ({ url }) => url);
    const { exitCode, stdout } = await runCli(['replay', '-', gone, '--as-recorded'], { env, stdin: text });
    expect(exitCode).toBe(3);
    expect(stdout).toContain('Nothing is listening at');
    expect(stdout).toContain('0 as expected, 1 not as expected, 49 interrupted or not sent (1 attempt)');
  });

  it('exits 130 on Ctrl-C and sends nothing more', async () => {
    const ctrlC = new AbortController();
    const { exitCode, requests, lines } = await replayTo(() => ctrlC.abort(), line(report).repeat(3), [], {
      signal: ctrlC.signal,
    });
    expect(exitCode).toBe(130);
    expect(requests.length).toBe(1);
    expect(lines.at(-1)).toContain('3 interrupted or not sent');
  });

  it('selects lines with --only and keeps their line numbers', async () => {
    const text = `${line('1')}\n${line('3')}${line('4')}${line('5')}`;
    const { requests, stdout } = await replayTo(undefined, text, ['--only', '1,4-']);
    expect(requests.map(({ body }) => body.toString())).toEqual(['1', '4', '5']);
    expect(stdout).toContain('from line 5');
    expect(await refusal(text, ['--only', '2,9-10'])).toBe(
      'standard input: no messages are selected; choose some with --only',
    );
    for (const wrong of ['0', 'x', '5-3', '1,', '-2', '1e9']) {
      expect(await refusal(text, ['--only', wrong])).toContain(`argument '${wrong}' is invalid`);
    }
  });

  it('never shows secrets, whatever is recorded or answered', async () => {
    const note = `the secret is ${secret}`;
    const { stdout, stderr } = await replayTo(
      (response) => response.writeHead(500).end(`${secret} tenant-credential`),
      line(report, { note, event: secret }) + line(report),
      ['--json', '--retries', '1', '--header', 'X-Tenant: tenant-credential'],
    );
    expect(stderr).toContain('the secret is ***');
    for (const text of [stdout, stderr]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain('tenant-credential');
    }
  });

  it('sends what `listen` recorded', async () => {
    const listening = await startListen(['--count', '2', '--record', 'arrived.ndjson']);
    await runCli(['send', `${listening.url}/ycm?tenant=7`, '--event', 'did_change', '--count', '2'], { env });
    await listening.ended;
    const recordings = readRecording('arrived.ndjson');
    await withReceiver(undefined, async ({ url, requests }) => {
      const file = join(listenCwd, 'arrived.ndjson');
      expect((await runCli(['replay', file, url, '--as-recorded'], { env: {} })).exitCode).toBe(0);
      expect((await runCli(['replay', file, url], { env })).exitCode).toBe(0);
      for (const [at, { body, headers }] of requests.entries()) {
        const { request } = recordings[at % 2] as Recording;
        expect('text' in request.body && request.body.text).toBe(body.toString());
        expect(headers['x-signature']).toBe(hmac(body));
      }
      expect(requests.length).toBe(4);
    });
    const nowhere = await runCli(['replay', join(listenCwd, 'arrived.ndjson')], { env });
    expect(nowhere.stderr).toContain(
      'line 1: the recording has the path but not the host; give the URL of the receiver',
    );
  });

  it('sends the deliveries of a journal, signed again or as recorded', async () => {
    await withReceiver(status(500), async ({ url, requests }) => {
      const argv = ['--profile', 'quick.json', '--retries', '1'];
      await runCli(['send', url, ...argv, '--event', 'did_change', '--count', '2', '--journal', 'j.jsonl'], {
        env,
        cwd,
      });
      await runCli(['send', url, ...argv, '--fault', 'tampered-body', '--journal', 'j.jsonl'], { env, cwd });
      const sent = requests.splice(0);
      const anew = await runCli(['replay', 'j.jsonl', ...argv, '--only', '1-2'], {
        env: { YCM_WEBHOOK_SECRET: 'o'.repeat(32) },
        cwd,
      });
      expect(anew.exitCode).toBe(1);
      expect(anew.stdout).toContain('did_change from delivery 2');
      expect(requests.length).toBe(4);
      expect(requests[2]?.body).toEqual(sent[2]?.body);
      expect(requests[2]?.headers['x-signature']).toBe(
        hmac(requests[2]?.body ?? Buffer.alloc(0), 'o'.repeat(32)),
      );
      requests.splice(0);
      await runCli(['replay', 'j.jsonl', ...argv, '--as-recorded'], { cwd });
      expect(requests.slice(0, 4)).toEqual(sent.slice(0, 4));
      // It must be refused, so it is not sent again.
      expect(requests.slice(4)).toEqual(sent.slice(4, 5));
      const forged = await runCli(['replay', 'j.jsonl'], { env, cwd });
      expect(forged.stderr).toContain('j.jsonl, delivery 3: a correct receiver rejects this message');
    });
  });
});
