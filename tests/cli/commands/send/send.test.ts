import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Answer, env, status, withReceiver } from '../../../support/recording-receiver.ts';
import { runCli } from '../../../support/run-cli.ts';
import { cwd, hmac, sendTo } from './send-driver.ts';

describe('hookswitch send', () => {
  it('sends the test message, and shows the attempt line by line', async () => {
    const { exitCode, lines, stderr, requests } = await sendTo(undefined);
    expect(exitCode).toBe(0);
    expect(stderr).toBe('');
    expect(lines[0]).toMatch(
      /^Sending test to http:\/\/127\.0\.0\.1:\d+\/webhook as YCM would: timeout 5 s, 3 retries, secret \*\*\* \(fingerprint [0-9a-f]{8}\), seed \d+$/,
    );
    expect(lines[1]).toBe('--> POST /webhook test 65 bytes (attempt 1 of 4)');
    expect(lines[2]).toMatch(/^<-- 200 OK \d+(\.\d)? ms$/);
    expect(lines[3]).toMatch(
      /^1 message: 1 acknowledged, 0 not acknowledged \(1 attempt, slowest response .* ms\)$/,
    );
    expect(lines.length).toBe(4);
    expect(requests[0]?.body.toString()).toBe(
      '{"event":"test","message":"This is a webhook connectivity test."}',
    );
    expect(requests[0]?.headers['x-signature']).toBe(hmac(requests[0]?.body ?? Buffer.alloc(0)));
  });

  it('sends a report with the current time, about the same PBX for the same seed', async () => {
    const before = Math.floor(Date.now() / 1000);
    const first = await sendTo(undefined, ['--event', 'did_change']);
    const [report] = JSON.parse(first.requests[0]?.body.toString() ?? '[]');
    expect(report.event).toBe('did_change');
    expect(report.updateTime).toBeGreaterThanOrEqual(before);
    expect(report.updateTime).toBeLessThanOrEqual(Date.now() / 1000);
    const seed = /seed (\d+)/.exec(first.stdout)?.[1] ?? '';
    const again = await sendTo(undefined, ['--event', 'did_change', '--seed', seed]);
    const [repeated] = JSON.parse(again.requests[0]?.body.toString() ?? '[]');
    expect({ ...repeated, updateTime: 0 }).toEqual({ ...report, updateTime: 0 });
  });

  it('sends the bytes of a file and of standard input unchanged', async () => {
    const bytes = Buffer.from('{"a" :\r\n"\xff\0"}\n', 'latin1');
    writeFileSync(join(cwd, 'body.json'), bytes);
    for (const argv of [
      ['--body', 'body.json', '--no-validate'],
      ['--body', '-', '--no-validate'],
    ]) {
      const { requests, lines, exitCode } = await sendTo(undefined, argv, bytes);
      expect(requests[0]?.body).toEqual(bytes);
      expect(requests[0]?.headers['x-signature']).toBe(hmac(bytes));
      expect(lines[1]).toContain(`${argv[1] === '-' ? 'standard input' : 'body.json'} 14 bytes`);
      expect(lines[0]).not.toContain('seed');
      expect(exitCode).toBe(0);
    }
  });

  it('retries with the same bytes and signature until the message is acknowledged', async () => {
    const { exitCode, requests, lines } = await sendTo(
      (response, request, n) => status(n < 3 ? 500 : 204)(response, request, n, response.req),
      ['--event', 'did_change'],
    );
    expect(exitCode).toBe(0);
    expect(requests.length).toBe(3);
    expect(requests[2]?.body).toEqual(requests[0]?.body);
    expect(requests[2]?.headers['x-signature']).toBe(requests[0]?.headers['x-signature']);
    expect(lines.filter((line) => line.startsWith('<--'))).toEqual([
      expect.stringMatching(/^<-- 500 Internal Server Error .* ms, retry in 1\.0 ms$/),
      expect.stringMatching(/^<-- 500 Internal Server Error .* ms, retry in 1\.0 ms$/),
      expect.stringMatching(/^<-- 204 No Content .* ms$/),
    ]);
    expect(lines.filter((line) => line.includes('hint:')).length).toBe(1);
  });

  it('gives up after the last retry, with exit code 1', async () => {
    const { exitCode, requests, lines } = await sendTo(status(401), ['--retries', '1']);
    expect(exitCode).toBe(1);
    expect(requests.length).toBe(2);
    expect(lines.at(-2)).toMatch(/^<-- 401 Unauthorized .*, no more retries after 2 attempts$/);
    expect(lines.at(-1)).toContain('0 acknowledged, 1 not acknowledged');
  });

  it("sends by GET, in the query, with the user's headers", async () => {
    const { requests, lines } = await sendTo(undefined, [
      ...['--method', 'GET', '--payload-in', 'query', '--header', 'X-Tenant: seventeen'],
    ]);
    expect(requests[0]?.method).toBe('GET');
    expect(requests[0]?.target).toMatch(/^\/webhook\?message=%7B%22event%22/);
    expect(requests[0]?.headers['x-tenant']).toBe('seventeen');
    expect(lines[1]).toContain('--> GET /webhook test 65 bytes');
    expect(lines.join()).not.toContain('seventeen');
  });

  it('sends many messages, several at once, in a bounded number of lines', async () => {
    let inProgress = 0;
    let most = 0;
    const { exitCode, requests, lines } = await sendTo(
      (response) => {
        inProgress += 1;
        most = Math.max(most, inProgress);
        setTimeout(() => {
          inProgress -= 1;
          response.end();
        }, 10);
      },
      ['--event', 'did_change', '--count', '60', '--concurrency', '7'],
    );
    expect(exitCode).toBe(0);
    expect(new Set(requests.map(({ body }) => JSON.parse(body.toString())[0].sn)).size).toBe(60);
    expect(most).toBe(7);
    expect(lines.length).toBeLessThan(100);
    expect(lines).toContain(
      '--> #20 POST /webhook did_change 192 bytes (attempt 1 of 4)'.replace('192', bytesOf(20)),
    );
    expect(lines.join('\n')).not.toContain('#21');
    expect(lines.at(-1)).toMatch(/^60 messages: 60 acknowledged, 0 not acknowledged \(60 attempts/);

    function bytesOf(n: number): string {
      return new RegExp(`#${n} POST /webhook did_change (\\d+) bytes`).exec(lines.join('\n'))?.[1] ?? 'none';
    }
  });

  it('shows some of many failures, and every new kind with its hint', async () => {
    const { exitCode, lines } = await sendTo(
      (response, request, n) => status(n === 299 ? 404 : 500)(response, request, n, response.req),
      ['--count', '150', '--retries', '1'],
    );
    expect(exitCode).toBe(1);
    expect(lines.length).toBeLessThan(220);
    expect(lines.filter((line) => line.includes('hint:')).length).toBe(2);
    expect(lines).toContain('… more failures not shown; --json shows every attempt');
  });
});

describe('send --webhooks', () => {
  it('pushes to each subscribed webhook with its own secret, and names them', async () => {
    await withReceiver(undefined, (one) =>
      withReceiver(status(500), async (two) => {
        writeFileSync(
          join(cwd, 'webhooks.json'),
          JSON.stringify({
            webhooks: [
              { url: one.url },
              { url: two.url, secretEnv: 'OTHER', method: 'GET', events: ['PCE DID Change'] },
              { url: two.url, events: ['PCE Capacity Change'] },
            ],
          }),
        );
        const other = 'A'.repeat(32);
        const argv = ['send', '--webhooks', 'webhooks.json', '--event', 'did_change', '--retries', '1'];
        const options = { env: { ...env, OTHER: other }, cwd };
        const { exitCode, stdout } = await runCli([...argv, '--profile', 'quick.json'], options);
        expect(exitCode).toBe(1);
        expect([one.requests.length, two.requests.length]).toEqual([1, 2]);
        expect(one.requests[0]?.headers['x-signature']).toBe(hmac(one.requests[0]?.body ?? Buffer.of()));
        expect(two.requests[0]?.method).toBe('GET');
        expect(two.requests[0]?.headers['x-signature']).toBe(
          hmac(two.requests[0]?.body ?? Buffer.of(), other),
        );
        expect(stdout).toContain(`GET ${two.url} did_change`);
        expect(stdout).toContain('2 deliveries: 1 acknowledged, 1 not acknowledged');
        expect(stdout).not.toContain(other);
      }),
    );
  });

  it.each([
    ['{"webhooks": []}', 'at least 1 item'],
    [
      JSON.stringify({ webhooks: Array.from({ length: 6 }, () => ({ url: 'http://localhost:1' })) }),
      'at most 5',
    ],
    ['{"webhooks": [{"url": "http://localhost:1", "secret": "x"}]}', 'secret'],
    ['{"webhooks": [{"url": "http://localhost:1", "events": ["DID"]}]}', 'PCE DID Change'],
    ['{"webhooks": [\n{]}', 'line 2, column 2'],
    ['{"webhooks": [{"url": "http://example.com/"}]}', '--allow-host example.com'],
    ['{"webhooks": [{"url": "http://localhost:1", "secretEnv": "ABSENT"}]}', 'ABSENT'],
  ])('refuses %s', async (text, sentence) => {
    writeFileSync(join(cwd, 'wrong.json'), text);
    const { exitCode, stdout, stderr } = await runCli(['send', '--webhooks', 'wrong.json'], { env, cwd });
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
  });
});

describe('Ctrl-C', () => {
  it.each<[string, Answer]>([
    ['during an attempt', () => {}],
    ['between two attempts', status(500)],
  ])('ends `send` at once, %s, with a summary', async (_when, answer) => {
    const controller = new AbortController();
    const { result, tookMs } = await withReceiver(answer, async ({ url, requests }) => {
      const argv = ['send', url, '--count', '3', '--timeout', '10'];
      const running = runCli(argv, { env, cwd, signal: controller.signal });
      await expect.poll(() => requests.length).toBe(1);
      // By now its response, if there is one, has been read.
      await new Promise((resolve) => setTimeout(resolve, 300));
      const start = performance.now();
      controller.abort();
      return { result: await running, tookMs: performance.now() - start };
    });
    expect(result.exitCode).toBe(130);
    expect(result.stdout.trimEnd().split('\n').at(-1)).toMatch(
      /^3 messages: 0 acknowledged, 0 not acknowledged, 3 interrupted or not sent/,
    );
    // Three messages. Each attempt takes 10 s, or each of three retries waits for a second.
    expect(tookMs).toBeLessThan(8000);
  });
});
