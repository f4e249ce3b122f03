import { createHmac } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTls } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createReference } from '../../../../fixtures/receivers/reference.ts';
import { env, secret } from '../../../support/recording-receiver.ts';
import { runCli } from '../../../support/run-cli.ts';

const hmac = (body: Uint8Array) => createHmac('sha256', secret).update(body).digest('base64');

/** Starts a server, which ends with the test. */
async function serve(server: Pick<Server, 'listen' | 'close' | 'address'>, scheme = 'http'): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

interface Sent {
  readonly method: string;
  readonly body: Buffer;
  readonly isGenuine: boolean;
}

/** A receiver that checks the signature, unless `answer` responds first. */
async function receiver(
  answer: (...args: [...Parameters<RequestListener>, Sent, number]) => unknown = () => {},
) {
  const sent: Sent[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      const isGenuine = incoming.headers['x-signature'] === hmac(body);
      const one = { method: incoming.method ?? '', body, isGenuine };
      sent.push(one);
      answer(incoming, response, one, sent.length);
      if (!response.headersSent && !response.destroyed) response.writeHead(isGenuine ? 200 : 401).end();
    });
  });
  return { url: `${await serve(server)}/webhook`, sent };
}

/** The verdict of each step. */
async function examine(url: string, argv: readonly string[] = []) {
  const { exitCode, stdout, stderr } = await runCli(['doctor', url, '--json', ...argv], { env });
  const lines = stdout
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '');
  const steps = new Map(lines.map((line) => JSON.parse(line)).map((finding) => [finding.step, finding]));
  const verdicts = (verdict: string) =>
    [...steps.values()].filter((one) => one.verdict === verdict).map(({ step }) => step);
  return { exitCode, stderr, steps, failed: verdicts('fail'), passed: verdicts('pass') };
}

describe('hookswitch doctor', () => {
  it('passes the reference receiver, and shows a report with --apply in its state', async () => {
    const base = await serve(createReference({ secret }));
    const observed = ['--observe-url', `${base}/state?sn={sn}`];
    const { exitCode, failed, passed, steps, stderr } = await examine(`${base}/webhook`, [
      ...observed,
      '--apply',
    ]);
    expect([exitCode, failed]).toEqual([0, []]);
    expect(passed).toEqual([
      'tcp',
      'proxy',
      'redirects',
      'route',
      'signature',
      'ack time',
      'clock',
      'body limit',
      'chunked',
      'observer',
      'report',
    ]);
    const [, sn] =
      /about (36\w{14}) is acknowledged, and the observer shows its DID/.exec(steps.get('report').text) ?? [];
    expect(stderr).toContain(`This run sent a report about the made-up PBX ${sn}.`);
    expect(stderr).toContain(
      `Check it: npx hookswitch check ${base}/webhook --observe-url '${base}/state?sn={sn}' --records records.txt`,
    );
  });

  it('sends only the test message and forged messages without --apply', async () => {
    const { url, sent } = await receiver();
    const { exitCode, steps } = await examine(url);
    expect(exitCode).toBe(0);
    const genuine = new Set(sent.filter(({ isGenuine }) => isGenuine).map(({ body }) => body.toString()));
    expect([...genuine]).toEqual(['{"event":"test","message":"This is a webhook connectivity test."}']);
    expect(sent.some(({ isGenuine }) => !isGenuine)).toBe(true);
    expect(steps.get('report').next).toContain('--apply');
  });

  it('sends only forged messages without a secret, and says so', async () => {
    const { url, sent } = await receiver();
    const { exitCode, stdout } = await runCli(['doctor', url], {});
    expect(exitCode).toBe(0);
    expect(sent.every(({ isGenuine }) => !isGenuine)).toBe(true);
    expect(stdout).toMatch(/^- signature +no secret was given$/m);
    expect(stdout).toContain("next: Put the webhook's secret into YCM_WEBHOOK_SECRET.");
  });

  it.each([
    [100 * 1024, 'fail'],
    [700 * 1024, 'pass'],
  ])('finds a body limit of %d bytes by bisection', async (limit, verdict) => {
    const { url, sent } = await receiver(
      (_incoming, response, { body }) => body.length > limit && response.writeHead(413).end(),
    );
    const { steps } = await examine(url);
    expect(steps.get('body limit').verdict).toBe(verdict);
    const [, accepted, refused] = /^between (\d+) and (\d+) KiB$/.exec(steps.get('body limit').text) ?? [];
    expect(Number(accepted) * 1024).toBeLessThanOrEqual(limit);
    expect(Number(refused) * 1024).toBeGreaterThan(limit);
    expect(Number(refused) / Number(accepted)).toBeLessThan(1.07);
    expect(sent.length).toBeLessThan(25);
  });

  it.each<[string, Parameters<typeof receiver>[0], string, string, string]>([
    [
      'a redirect',
      (_i, response) => response.writeHead(301, { Location: '/new?token=abc' }).end(),
      'redirects',
      '301 Moved Permanently',
      'redirects messages to /new?token=***. Respond with a 2xx at this URL',
    ],
    [
      'another path',
      (_i, response) => response.writeHead(404).end(),
      'route',
      'POST /webhook: 404 Not Found',
      'serves nothing at /webhook for POST',
    ],
    [
      'another method',
      (_i, response, { method }) => method === 'POST' && response.writeHead(405).end(),
      'route',
      '405',
      'use --method GET',
    ],
    [
      'accepted forgeries',
      (_i, response) => response.end(),
      'signature',
      'signed with another secret got 200 OK',
      'HMAC over the raw body',
    ],
    [
      'a missing signature that is accepted',
      (incoming, response) => !incoming.headers['x-signature'] && response.end(),
      'signature',
      'without an X-Signature header got 200 OK',
      'Reject it with a 401',
    ],
    [
      'rejected test messages',
      (_i, response) => response.writeHead(401).end(),
      'signature',
      '401 Unauthorized',
      'the same secret',
    ],
    [
      'a slow ack',
      (_i, response, _sent, n) =>
        n === 1 &&
        setTimeout(() => response.end(), 3200) &&
        response.writeContinue() === undefined &&
        response.flushHeaders(),
      'ack time',
      'YCM waits 3 to 10 s',
      'Acknowledge the message first',
    ],
    [
      'a clock an hour ahead',
      (_i, response) => response.setHeader('Date', new Date(Date.now() + 3_600_000).toUTCString()),
      'clock',
      'ahead of this machine',
      'NTP',
    ],
    [
      'a receiver without chunks',
      (incoming, response) => incoming.headers['transfer-encoding'] && response.writeHead(400).end(),
      'chunked',
      '400 Bad Request for a body in chunks',
      'Content-Length',
    ],
  ])('names %s', async (_what, answer, step, text, next) => {
    const { url } = await receiver(answer);
    const { exitCode, failed, steps } = await examine(url);
    expect([exitCode, failed]).toEqual([1, [step]]);
    expect(steps.get(step).text).toContain(text);
    expect(steps.get(step).next).toContain(next);
  });

  it('names a CDN, and accepts a 411 for chunks', async () => {
    const { url } = await receiver((incoming, response) => {
      response.setHeader('CF-Ray', '8a1');
      if (incoming.headers['transfer-encoding']) response.writeHead(411).end();
    });
    const { exitCode, steps } = await examine(url);
    expect(exitCode).toBe(0);
    expect(steps.get('proxy').text).toBe('there is one (CF-Ray: 8a1): its limits apply too');
    expect(steps.get('chunked').text).toContain('411');
  });

  it('names a proxy that rejects a GET with a body', async () => {
    const { url } = await receiver(
      (_incoming, response, { body }) => body.length > 0 && response.writeHead(403).end(),
    );
    const { steps } = await examine(url, ['--method', 'GET']);
    expect(steps.get('GET body')).toMatchObject({
      verdict: 'fail',
      text: 'a GET with a body gets 403 Forbidden',
    });
  });

  it('names an observer that shows no JSON', async () => {
    const { url } = await receiver(
      (incoming, response) => incoming.url === '/state' && response.end('<html>'),
    );
    const { failed } = await examine(url, ['--observe-cmd', 'echo not json']);
    expect(failed).toEqual(['observer']);
  });

  it('names a certificate that no authority signed, also with --insecure', async () => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {});
    const server = createTls({ key, cert }, (_incoming, response) => response.end());
    const { exitCode, steps } = await examine(`${await serve(server, 'https')}/`, ['--insecure']);
    expect(exitCode).toBe(1);
    expect(steps.get('tls')).toMatchObject({
      verdict: 'fail',
      next: expect.stringContaining('public authority'),
    });
  });

  it('exits with 3 if nothing listens, and names a host that cannot be resolved', async () => {
    const server = createServer();
    const url = await serve(server);
    server.close();
    const { exitCode, failed, steps } = await examine(url);
    expect([exitCode, failed]).toEqual([3, ['tcp']]);
    expect(steps.get('tcp').text).toContain('ECONNREFUSED');
  });

  it('never shows the secret, whatever the receiver sends', async () => {
    const { url } = await receiver((_i, response) =>
      response.writeHead(302, `Found ${secret}`, { Location: `/${secret}`, Via: secret }).end(secret),
    );
    const { stdout, exitCode } = await runCli(['doctor', url, '--header', 'X-Key: something private'], {
      env,
    });
    expect(exitCode).toBe(1);
    expect(stdout).not.toContain(secret);
    expect(stdout).not.toContain('something private');
  });

  it.each<[readonly string[], string]>([
    [['http://10.1.2.3/'], 'give --allow-host 10.1.2.3'],
    [['localhost:3000'], 'did you mean "http://localhost:3000"?'],
    [['http://localhost:1/', '--observe-url', 'http://10.9.9.9/{sn}'], 'the observer is on 10.9.9.9'],
    [[], "missing required argument 'url'"],
  ])('is a usage error: %j', async (argv, sentence) => {
    const { exitCode, stdout, stderr } = await runCli(['doctor', ...argv], { env });
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
  });
});
