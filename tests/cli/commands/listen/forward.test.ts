import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { env, startRecording, status, withReceiver } from '../../../support/recording-receiver.ts';
import { runCli } from '../../../support/run-cli.ts';
import { cwd, hmac, linesOf, post, readRecording, saidOf, sendRaw, startListen } from './listen-driver.ts';

const report = '[{"event":"did_change","sn":"36AB","trunkDidInfoList":[],"updateTime":1773110920}]';

/** A port at which nothing listens. */
async function closedPort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('listen --forward-to', () => {
  it('passes a request on byte for byte, and the response back', async () => {
    await withReceiver(
      (response) =>
        response.writeHead(202, 'Got it', { 'X-One': '1', 'Set-Cookie': ['a=1', 'b=2'] }).end('thanks'),
      async ({ url, requests }) => {
        const listening = await startListen(['--forward-to', url, '--record', 'forwarded.ndjson']);
        const body = Buffer.from('[ {"a":"\u00e9\\/"} ]\r\n');
        const answer = await sendRaw(
          listening,
          Buffer.concat([
            Buffer.from(
              `POST /ycm?tenant=7 HTTP/1.1\r\nhost: x\r\nX-SIGNATURE: ${hmac(body)}\r\nX-One: a\r\nx-one: b\r\n` +
                `Content-Length: ${body.length}\r\nConnection: close\r\n\r\n`,
            ),
            body,
          ]),
        );
        expect(answer).toMatch(/^HTTP\/1\.1 202 Got it\r\n/);
        expect(answer).toMatch(/\r\n\r\nthanks$/);
        expect(answer).toContain('\r\nX-One: 1\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n');
        expect(requests).toHaveLength(1);
        expect(requests[0]).toMatchObject({ method: 'POST', target: '/webhook?tenant=7', body });
        expect(requests[0]?.headers).toMatchObject({
          host: new URL(url).host,
          'x-signature': hmac(body),
          'x-one': 'a, b',
        });
        await listening.sees('<-- #1 202 Got it');
        expect(saidOf(listening, 1)).toContain('signature valid');
        const [recorded] = readRecording('forwarded.ndjson');
        expect(recorded?.request.url).toBe('/ycm?tenant=7');
        expect(recorded).toMatchObject({
          forwardedTo: `${url}?tenant=7`,
          outcome: { kind: 'response', status: 202, reason: 'Got it', body: { text: 'thanks' } },
        });
        expect(recorded?.outcome).toMatchObject({
          headers: expect.arrayContaining([['Set-Cookie', '***']]),
        });
      },
    );
  });

  it.each([
    ['', '/a/b?x=1', '/a/b?x=1'],
    ['/', '/a?x=%22', '/a?x=%22'],
    ['/webhook', '/a', '/webhook'],
    ['/webhook?k=1', '/a?message=%5B%5D', '/webhook?k=1&message=%5B%5D'],
    ['', '//evil.example/x', '//evil.example/x'],
  ])('with the path "%s" sends %s to %s', async (path, target, expected) => {
    const { url, requests } = await startRecording();
    const listening = await startListen(['--forward-to', `${new URL(url).origin}${path}`]);
    await sendRaw(listening, `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(requests.map((request) => request.target)).toEqual([expected]);
  });

  it.each([401, 500, 302, 204])('gives the sender a %d of the receiver', async (code) => {
    const { url } = await startRecording((response) =>
      response.writeHead(code, code === 302 ? { Location: 'http://169.254.169.254/' } : {}).end(),
    );
    const listening = await startListen(['--forward-to', url, '--record', `answer-${code}.ndjson`]);
    const response = await fetch(listening.url, { method: 'POST', body: report, redirect: 'manual' });
    expect(response.status).toBe(code);
    await listening.sees(`<-- #1 ${code}`);
    expect(listening.shown().includes('not acknowledged by the receiver')).toBe(code !== 204);
  });

  it('acknowledges what it recorded while the receiver is down, and replay sends it later, once', async () => {
    const port = await closedPort();
    const to = `http://127.0.0.1:${port}/webhook`;
    const listening = await startListen(['--forward-to', to, '--record', 'down.ndjson']);
    const newer = report.replace('920', '921');
    expect(await post(listening, report)).toBe(200);
    expect(await post(listening, newer)).toBe(200);
    // A retry of the same bytes, and a forgery that no replay may sign.
    expect(await post(listening, report)).toBe(200);
    expect(await post(listening, report.replace('36AB', '36EVIL'), { 'X-Signature': 'bm8=' })).toBe(200);
    await listening.sees('<-- #4');
    expect(saidOf(listening, 1)).toContain(
      `not acknowledged by the receiver: no response: connect ECONNREFUSED 127.0.0.1:${port}; the sender gets a 200, because the message is recorded`,
    );
    const { stdout } = await listening.interrupt();
    expect(stdout).toContain('4 forwarded, 4 not acknowledged by the receiver');
    expect(stdout).toContain('hookswitch replay down.ndjson --missed\n');

    const requests: string[] = [];
    const server = createServer((incoming, response) => {
      incoming.on('data', (chunk) =>
        requests.push(`${incoming.url} ${incoming.headers['x-signature']} ${chunk}`),
      );
      incoming.on('end', () => response.end());
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const replayed = await runCli(['replay', 'down.ndjson', '--missed'], { env, cwd });
    expect([replayed.exitCode, replayed.stderr]).toEqual([0, '']);
    expect(requests).toEqual([report, newer].map((body) => `/webhook ${hmac(body)} ${body}`));
    expect(replayed.stdout).toContain(
      '1 request left out: the signature was missing or invalid when it arrived',
    );
  });

  it('makes the sender retry if the message is not recorded', async () => {
    const listening = await startListen(['--forward-to', `http://localhost:${await closedPort()}`]);
    expect(await post(listening, report)).toBe(502);
    await listening.sees('<-- #1 502');
    expect(saidOf(listening, 1)).toContain('the sender gets an error, so that it retries');
    const { stdout } = await listening.interrupt();
    expect(stdout).toContain('Add --record FILE to be able to send such requests again.');
  });

  it("responds before the sender's timeout if the receiver never does", async () => {
    const { url } = await startRecording(() => {});
    const recorded = await startListen(['--forward-to', url, '--record', 'late.ndjson', '--timeout', '3']);
    const lost = await startListen(['--forward-to', url, '--timeout', '3']);
    const startMs = performance.now();
    expect(await Promise.all([post(recorded, report), post(lost, report)])).toEqual([200, 504]);
    expect(performance.now() - startMs).toBeGreaterThan(2700);
    await recorded.sees('<-- #1');
    expect(saidOf(recorded, 1)).toContain(
      'not acknowledged by the receiver: no response; the sender gets a 200',
    );
    expect(readRecording('late.ndjson')[0]?.outcome).toEqual({ kind: 'timeout', phase: 'head' });
  });

  it.each([
    ['a reason with a control character', 'HTTP/1.1 200 \u0007\r\nContent-Length: 0\r\n\r\n', 200],
    ['an interim response without a final one', 'HTTP/1.1 101 Switching\r\n\r\n', 502],
    ['no HTTP', 'SSH-2.0\r\n\r\n', 502],
    ['a status over 599', 'HTTP/1.1 999 X\r\nContent-Length: 0\r\n\r\n', 502],
  ])('survives a receiver that sends %s', async (_what, bytes, expected) => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end(bytes, 'latin1'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const listening = await startListen(['--forward-to', `http://127.0.0.1:${port}`]);
    expect(await post(listening, report)).toBe(expected);
    expect((await listening.interrupt()).exitCode).toBe(0);
  });

  it('with --quiet shows only what the receiver has not acknowledged', async () => {
    const { url } = await startRecording((response, request, n) =>
      status(n === 1 ? 200 : 503)(response, request, n, response.req),
    );
    const listening = await startListen(['--forward-to', url, '--quiet']);
    expect([await post(listening, report), await post(listening, report)]).toEqual([200, 503]);
    await listening.sees('<-- #2 503');
    expect(listening.shown()).not.toContain('#1 POST');
    expect(linesOf(listening, 2).join('\n')).toContain('503 Service Unavailable');
  });

  it.each<[readonly string[], string]>([
    [['--forward-to', 'http://10.1.2.3/'], 'give --allow-host 10.1.2.3'],
    [['--forward-to', 'http://169.254.169.254/', '--allow-host', '169.254.169.254'], '169.254.169.254'],
    [['--forward-to', 'localhost:3000'], 'did you mean "http://localhost:3000"?'],
    [['--forward-to', 'http://user:pw@localhost/'], 'contains a username or password'],
    [
      ['--forward-to', 'http://localhost:4000/x', '--port', '4000'],
      'the address at which listen itself listens',
    ],
    [
      ['--forward-to', 'http://localhost:1', '--status', '200'],
      "cannot be used with option '--status <list>'",
    ],
    [['--resign-env', 'X'], '--resign-env only works with --redact'],
    [['--redact', '--resign-env', 'ABSENT'], 'the environment variable ABSENT'],
  ])('is refused with one sentence: %j', async (argv, sentence) => {
    const { exitCode, stdout, stderr } = await runCli(['listen', ...argv], { env, cwd });
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain('pw@');
  });
});
