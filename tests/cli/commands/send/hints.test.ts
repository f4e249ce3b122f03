import { createServer } from 'node:https';
import { generate } from 'selfsigned';
import { describe, expect, it } from 'vitest';
import { faults } from '../../../../simulator/index.ts';
import { type Answer, env, secret, status, withReceiver } from '../../../support/recording-receiver.ts';
import { runCli } from '../../../support/run-cli.ts';
import { serve } from '../../../support/serve.ts';
import { simulated } from '../../../support/simulated.ts';
import { cwd, hmac, quick, sendTo } from './send-driver.ts';

describe('a fault', () => {
  it('that forges a message is sent once, and a rejection is correct', async () => {
    const { exitCode, requests, stdout } = await sendTo(status(401), ['--fault', 'wrong-secret']);
    expect(exitCode).toBe(0);
    expect(requests.length).toBe(1);
    for (const { headers, body } of requests) expect(headers['x-signature']).not.toBe(hmac(body));
    expect(stdout).toContain('1 message: 1 rejected, 0 not rejected (1 attempt');
    expect(stdout).toContain('fault wrong-secret: a message signed with another secret');
    expect(stdout).toContain(
      'hint: Your receiver rejected a message signed with another secret, as it should',
    );
  });

  it('that forges a message and gets anything but a 4xx exits 1 without a retry', async () => {
    const { exitCode, requests, stdout } = await sendTo(status(500), ['--fault', 'tampered-body']);
    expect([exitCode, requests.length]).toEqual([1, 1]);
    expect(stdout).toContain('1 message: 0 rejected, 1 not rejected (1 attempt');
  });

  it('that forges a message and is accepted gives a warning and exits 1', async () => {
    const { exitCode, stdout } = await sendTo(undefined, ['--fault', 'tampered-body']);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      'hint: Your receiver accepted a message with one bit of the body changed after signing, but must reject it with a 4xx',
    );
  });

  it('with a genuine message is checked as if there were no fault', async () => {
    const { exitCode, stdout, requests } = await sendTo(undefined, ['--fault', 'chunked-body']);
    expect(requests[0]?.headers['transfer-encoding']).toBe('chunked');
    expect([exitCode, stdout.includes('hint')]).toEqual([0, false]);
  });

  it.each([
    ['lost-ack', 2],
    ['broken-upload', 1],
  ])('%s affects only the first attempt: the retry is genuine', async (fault, received) => {
    const { exitCode, requests, lines } = await sendTo(undefined, [
      '--fault',
      fault,
      '--event',
      'did_change',
    ]);
    expect(exitCode).toBe(0);
    expect(lines[2]).toContain(`, fault ${fault} (attempt 1 of 4)`);
    expect(lines[4]).toMatch(new RegExp(`^<-- aborted by the fault ${fault} after .* ms, retry in 1.0 ms$`));
    expect(lines[6]).toMatch(/ bytes \(attempt 2 of 4\)$/);
    expect(requests.length).toBe(received);
    for (const { headers, body } of requests) {
      expect(headers['x-signature']).toBe(hmac(body));
      expect(body).toEqual(requests[0]?.body);
    }
  });

  it('shows the method that it uses', async () => {
    const { lines, requests } = await sendTo(status(405), ['--fault', 'other-method', '--retries', '1']);
    expect(requests[0]?.method).toBe('PUT');
    expect(lines[2]).toContain('--> PUT /webhook');
    expect(lines.join('\n')).toContain('hint: Your receiver rejected a message sent as PUT, as it should');
  });

  it('is always listed in the help', async () => {
    const { stdout } = await runCli(['send', '--help']);
    const listed = /Faults: ([a-z,\s-]+?)\n {2}A message /.exec(stdout)?.[1]?.split(/,\s+/);
    expect(listed).toEqual(faults.map(({ name }) => name));
  });
});

describe('the behavior of a receiver', () => {
  it.each<[string, Answer, string, string]>([
    ['401', status(401), '<-- 401 Unauthorized', 'Use the same secret on both sides'],
    ['403', status(403), '<-- 403 Forbidden', 'CSRF'],
    ['404', status(404), '<-- 404 Not Found', 'serves nothing at /webhook for POST. '],
    ['405', status(405), '<-- 405 Method Not Allowed', "doesn't accept POST at /webhook. "],
    [
      '405 with the allowed methods',
      (response) => response.writeHead(405, { Allow: 'GET, HEAD' }).end(),
      '<-- 405 Method Not Allowed',
      "doesn't accept POST at /webhook, only GET, HEAD. ",
    ],
    ['409', status(409), '<-- 409 Conflict', 'messages that you have already processed'],
    ['413', status(413), '<-- 413 Payload Too Large', 'body size limit'],
    ['418', status(418), "<-- 418 I'm a Teapot", 'Only a 2xx acknowledges'],
    ['429', status(429), '<-- 429 Too Many Requests', 'in a burst from one address'],
    [
      '500',
      status(500),
      '<-- 500 Internal Server Error',
      'Your receiver failed. Look for the exception in its log.',
    ],
    ['502', status(502), '<-- 502 Bad Gateway', "A proxy can't reach"],
    ['599', status(599), '<-- 599 unknown', 'Your receiver failed. '],
    [
      'a redirect',
      (response) => response.writeHead(302, { Location: '/login?token=abc' }).end(),
      '<-- 302 Found',
      'redirects messages to /login?token=***. ',
    ],
    [
      'a login',
      (response) => response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="x"' }).end(),
      '<-- 401 Unauthorized',
      'asks for a login that YCM does not send. ',
    ],
    [
      'a missing CSRF token',
      (response) => response.writeHead(403).end('CSRF verification failed.'),
      '<-- 403 Forbidden',
      "framework's CSRF protection rejects the message. ",
    ],
    [
      'a page of a proxy',
      (response) => response.writeHead(403, { Server: 'nginx' }).end('<html>403 Forbidden</html>'),
      '<-- 403 Forbidden',
      'A proxy in front of your receiver rejects messages with 403 Forbidden (Server: nginx). ',
    ],
    [
      'only a closed connection',
      (response) => response.destroy(),
      '<-- no response: the connection was closed without a response (CLOSED) after',
      'Your receiver closes the connection',
    ],
    [
      'data that is not HTTP',
      (response) => response.socket?.end('hello\r\n\r\n'),
      '<-- no response: the response is not HTTP',
      "response isn't HTTP",
    ],
  ])('gets a hint once: %s', async (_what, answer, line, hint) => {
    const { exitCode, stdout } = await sendTo(answer, ['--retries', '1']);
    expect(exitCode).toBe(1);
    expect(stdout.split(line).length).toBe(3);
    expect(stdout.split(hint).length).toBe(2);
  });

  it.each<[string, Answer, string, string]>([
    ['never', () => {}, '<-- no response after 3.0', "didn't respond within 3 s. "],
    [
      'half',
      (response) => response.writeHead(200, { 'Content-Length': 9 }).write('x'),
      '<-- headers of a 200, but no complete response after 3.0',
      "doesn't finish its response",
    ],
  ])('counts as a timeout when it answers %s', async (_what, answer, line, hint) => {
    const { exitCode, stdout } = await simulated(() => sendTo(answer, ['--timeout', '3', '--retries', '1']));
    expect(exitCode).toBe(1);
    expect(stdout).toContain(line);
    expect(stdout).toContain(hint);
  });

  it('gets a hint about the method too if nothing is served for GET', async () => {
    const { stdout } = await sendTo(status(404), ['--method', 'GET', '--retries', '1']);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      "serves nothing at /webhook for GET. Check the URL's path, the webhook's method,",
    );
  });

  it('gets a hint if it acknowledges a message with a web page', async () => {
    const { exitCode, stdout } = await sendTo((response) => response.end('<!doctype html><p>Hello'));
    expect(exitCode).toBe(0);
    expect(stdout).toContain('hint: The response is an HTML page. ');
  });

  it('is shown with the text of its error page, without tags', async () => {
    const page = '<!DOCTYPE html>\n<title>Error</title>\n<pre>Cannot read &#39;sn&#39;<br> &nbsp;at x</pre>';
    const { lines } = await sendTo((response) => response.writeHead(500).end(page), ['--retries', '1']);
    expect(lines[3]).toBe("    Error Cannot read 'sn' at x");
  });

  it('gets a hint when nothing listens', async () => {
    const url = await withReceiver(undefined, async (receiver) => receiver.url);
    const { exitCode, stdout } = await runCli(['send', url, ...quick, '--retries', '1'], { env, cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`Nothing is listening at ${new URL(url).host}. `);
  });

  it('gets a hint when it does not speak TLS', async () => {
    const { exitCode, stdout } = await withReceiver(undefined, ({ url }) =>
      runCli(['send', url.replace('http', 'https'), ...quick, '--retries', '1'], { env, cwd }),
    );
    expect(exitCode).toBe(1);
    expect(stdout).toContain('start the URL with http:');
  });

  it('gets a hint for an untrusted certificate, which --insecure accepts', async () => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {});
    const server = createServer({ key, cert }, (incoming, response) => {
      incoming.resume().on('end', () => response.end());
    });
    const receiver = await serve(server);
    const argv = ['send', receiver.url.replace('http', 'https'), ...quick, '--retries', '1'];
    const strict = await runCli(argv, { env, cwd });
    const lax = await runCli([...argv, '--insecure'], { env, cwd });
    expect(strict.exitCode).toBe(1);
    expect(strict.stdout).toContain('hint: The certificate is not trusted. ');
    expect(lax.exitCode).toBe(0);
  });

  it('is shown without secrets or terminal control characters, and truncated', async () => {
    const token = 'Bearer abcdef';
    const { stdout } = await sendTo(
      (response) => {
        response.writeHead(400, { 'Content-Type': 'text/plain' });
        response.end(`\u001b[31m${secret} ${token} abcdef\r\n\u0007${'x'.repeat(50_000)}`);
      },
      ['--header', `Authorization: ${token}`, '--retries', '1'],
    );
    expect(stdout).toMatch(/^ {4}\\u001b\[31m\*\*\* \*\*\* \*\*\*\s+\\u0007xxx/m);
    expect(stdout).not.toContain(secret);
    expect(stdout).not.toContain('abcdef');
    expect(stdout).not.toMatch(/[\u001b\u0007]/);
    expect(stdout.length).toBeLessThan(2500);
  });

  it('has colors where they are supported', async () => {
    const forced = await withReceiver(undefined, ({ url }) =>
      runCli(['send', url], { env: { ...env, FORCE_COLOR: '1' }, cwd }),
    );
    expect(forced.stdout).toContain('\u001b[32m200 OK\u001b[39m');
  });
});
