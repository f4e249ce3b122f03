import { once } from 'node:events';
import { Agent, get, request } from 'node:http';
import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { main } from '../../../../cli/main.ts';
import { env } from '../../../support/recording-receiver.ts';
import { cwd, hmac, parseRecording, post, saidOf, sendRaw, startListen } from './listen-driver.ts';

const head = 'POST /webhook HTTP/1.1\r\nHost: x\r\n';
const esc = '\u001b]0;owned\u0007\u001b[31m';

describe('a hostile sender', () => {
  it.each([
    ['half a head', head.slice(0, 20), 'it is incomplete', 'HTTP/1.1 400 Bad Request'],
    ['data that is not HTTP', 'hello\r\n\r\n', 'it is not HTTP: ', 'HTTP/1.1 400 Bad Request'],
    [
      'TLS',
      Buffer.from('160301020001000100', 'hex'),
      'it is TLS, but this port takes plain HTTP: start the URL with http:',
      'HTTP/1.1 400 Bad Request',
    ],
    [
      'an escape in a header value',
      `${head}X-A: ${esc}\r\n\r\n`,
      'it is not HTTP: ',
      'HTTP/1.1 400 Bad Request',
    ],
    ['an escape in the path', `GET /${esc} HTTP/1.1\r\n\r\n`, 'it is not HTTP: ', 'HTTP/1.1 400 Bad Request'],
    [
      'binary',
      Buffer.from(Array.from({ length: 256 }, (_, n) => n ^ 0xa5)),
      'it is not HTTP: ',
      'HTTP/1.1 400',
    ],
  ])('with %s is rejected and reported', async (_what, bytes, sentence, answer) => {
    const listening = await startListen();
    expect(await sendRaw(listening, bytes, 'end')).toContain(answer);
    await listening.sees(sentence);
    expect(listening.shown()).toMatch(/^--> not an HTTP request \(\d\d:\d\d:\d\d\)$/m);
    expect(await post(listening, '[]')).toBe(200);
    const { stdout } = await listening.interrupt();
    expect(stdout).toContain(
      '1 request: signature valid in 1, invalid in 0, 0 duplicates, 1 incomplete or not HTTP',
    );
    expect(stdout).not.toMatch(/(?!\n)\p{Cc}/u);
  });

  it.each([
    ['by length', 'Content-Length: 100\r\n\r\nabc', 'it is incomplete, after 3 of 100 bytes of the body'],
    ['in chunks', 'Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n', 'it is incomplete, after 5 bytes'],
    ['in malformed chunks', 'Transfer-Encoding: chunked\r\n\r\n5\r\nabcdezzz', 'it is not HTTP: '],
  ])('with half a body %s is reported and partly recorded', async (_what, rest, sentence) => {
    const listening = await startListen(['--json']);
    await sendRaw(listening, head + rest, 'end');
    await listening.sees(sentence);
    const { stdout, stderr } = await listening.interrupt();
    expect(stderr).toMatch(/^--> POST \/webhook incomplete \d bytes \(/m);
    expect(stderr).toContain(
      '0 requests: signature valid in 0, invalid in 0, 0 duplicates, 1 incomplete or not HTTP',
    );
    const [recording, ...more] = parseRecording(stdout);
    expect(more).toEqual([]);
    expect(recording?.request.body.truncated).toBe(true);
    expect(recording?.note).toContain(sentence);
    expect(recording?.signature).toBeUndefined();
  });

  it('that disconnects in the middle of a body is reported', async () => {
    const listening = await startListen();
    const socket = connect(listening.port, '127.0.0.1');
    socket.write(`${head}Content-Length: 10\r\nExpect: 100-continue\r\n\r\nabc`);
    // By now the head has been read.
    await once(socket, 'data');
    socket.resetAndDestroy();
    await listening.sees('the sender disconnected, after ');
    expect(listening.shown()).toContain(' of 10 bytes of the body');
  });

  it('with a huge head gets a 431', async () => {
    const listening = await startListen();
    const answer = await sendRaw(listening, `${head}X-A: ${'a'.repeat(70_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 431 /);
    await listening.sees('its headers are larger than 64 KiB');
  });

  it.each([
    ['with a length', (size: number) => ({ 'Content-Length': String(size) })],
    ['in chunks', () => ({})],
  ])('with a huge body %s gets a 413, is shown, and is partly recorded', async (_what, headersOf) => {
    const listening = await startListen(['--json']);
    const size = 11 * 1024 * 1024;
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    const outgoing = request({ port: listening.port, method: 'POST', headers: headersOf(size) });
    for (let n = 0; n < size; n += chunk.length) outgoing.write(chunk);
    outgoing.end();
    const [response] = await once(outgoing, 'response');
    expect(response.statusCode).toBe(413);
    response.resume();
    await listening.sees('<-- #1 413 Payload Too Large');
    expect(saidOf(listening, 1)).toBe('the body is larger than 10 MiB, so it was not read to its end');
    const { stdout, stderr } = await listening.interrupt();
    expect(stderr).toContain('1 request: signature valid in 0, invalid in 0, not checked in 1');
    const [recording] = parseRecording(stdout);
    expect(recording?.request.body).toMatchObject({ text: 'x'.repeat(65_536), truncated: true });
    expect(recording?.request.body.bytes).toBeGreaterThan(10 * 1024 * 1024);
    expect(recording?.outcome).toMatchObject({ kind: 'response', status: 413 });
  });

  it('with exactly 10 MiB is still accepted', async () => {
    const listening = await startListen();
    expect(await post(listening, `"${'x'.repeat(10 * 1024 * 1024 - 2)}"`)).toBe(200);
    expect(await post(listening, Buffer.alloc(10 * 1024 * 1024 + 1, ' '), {})).toBe(413);
  });

  it('with millions of nesting levels gets an ordinary response', async () => {
    const listening = await startListen();
    expect(await post(listening, '['.repeat(5_000_000))).toBe(200);
    await listening.sees('<-- #1');
    expect(saidOf(listening, 1)).toContain('it is nested deeper than 100 levels');
  });

  it('with escape sequences reaches neither the terminal nor the CI log', async () => {
    const listening = await startListen(['--verbose']);
    const sn = `${esc}\u202e\u0085\n::add-mask::x ##[error]`;
    const report = { event: 'did_change', sn, trunkDidInfoList: [], updateTime: 1 };
    await post(listening, JSON.stringify([report]));
    await post(listening, JSON.stringify([{ ...report, event: `x${esc}` }]));
    await post(listening, JSON.stringify([{ ...report, sn: 5, [esc]: 1 }]));
    await post(listening, JSON.stringify([report]).replace('"updateTime":1', '"updateTime":0'));
    await post(listening, `::stop-commands::x\n${sn}`, {
      'X-Signature': 'none',
      'X-Latin': 'a\u0085\u00adb',
    });
    await post(listening, '[]', {}, '/%1b[31m/##[error]?message=%1b[31m');
    const { stdout } = await listening.interrupt();
    expect(stdout).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    expect(stdout).not.toMatch(/^\s*::/m);
    expect(stdout).not.toContain('##[');
    expect(stdout).toContain('\\u001b]0;owned');
  });

  it('that sends one byte at a time is waited for', async () => {
    const listening = await startListen();
    const body = '{"event":"test","message":"slow"}';
    const socket = connect(listening.port, '127.0.0.1');
    onTestFinished(() => {
      socket.destroy();
    });
    await once(socket, 'connect');
    const request = `${head}X-Signature: ${hmac(body)}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    for (const byte of Buffer.from(request)) {
      socket.write(Buffer.from([byte]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1.1 200 OK/);
    await listening.sees('<-- #1');
    expect(saidOf(listening, 1)).toContain('signature valid');
  });

  it('with ten thousand requests has every one answered, checked and recorded', async () => {
    const listening = await startListen(['--json', '--quiet', '--count', '10000']);
    const agent = new Agent({ keepAlive: true, maxSockets: 16 });
    onTestFinished(() => agent.destroy());
    const send = (n: number) =>
      new Promise<number | undefined>((resolve, reject) => {
        const path = `/?message=${encodeURIComponent(`{"event":"test","message":"${n % 9000}"}`)}`;
        const headers = { 'X-Signature': hmac(`{"event":"test","message":"${n % 9000}"}`) };
        get({ port: listening.port, host: '127.0.0.1', path, agent, headers }, (response) => {
          response.resume();
          response.once('end', () => resolve(response.statusCode));
        }).once('error', reject);
      });
    const statuses = await Promise.all(Array.from({ length: 10_000 }, (_, n) => send(n)));
    expect(new Set(statuses)).toEqual(new Set([200]));
    const { exitCode, stdout, stderr } = await listening.ended;
    expect(exitCode).toBe(0);
    // Only 5,000 messages are remembered, so a message repeated 9,000 later is not reported as a duplicate.
    expect(stderr).toMatch(/\n10000 requests: signature valid in 10000, invalid in 0, 0 duplicates\n$/);
    expect(stdout.split('\n').length).toBe(10_001);
  });

  it('waits while nobody reads the output', async () => {
    const stdout = new PassThrough({ highWaterMark: 100 });
    const ctrlC = new AbortController();
    const io = {
      stdin: new PassThrough(),
      stdout,
      stderr: new PassThrough(),
      env,
      cwd,
      signal: ctrlC.signal,
    };
    const ended = main(['listen', '--port', '0'], io);
    const port = Number(/:(\d+):/.exec(String((await once(stdout, 'data'))[0]))?.[1]);
    stdout.pause();
    const answers = Array.from({ length: 30 }, () =>
      sendRaw(
        { port } as Parameters<typeof sendRaw>[0],
        `${head}Connection: close\r\nContent-Length: 0\r\n\r\n`,
      ),
    );
    const first = await Promise.race([
      ...answers,
      new Promise((resolve) => setTimeout(resolve, 300, 'none')),
    ]);
    expect(first).toBe('none');
    expect(stdout.readableLength).toBeLessThan(30_000);
    stdout.resume();
    for (const answer of await Promise.all(answers)) expect(answer).toMatch(/^HTTP\/1.1 200/);
    ctrlC.abort();
    expect(await ended).toBe(0);
  });
});
