import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { validate } from '../../../../schemas/index.ts';
import { bundleCli } from '../../../support/bundle.ts';
import { runCli } from '../../../support/run-cli.ts';
import { cwd, hmac, parseRecording, post, readRecording, sendRaw, startListen } from './listen-driver.ts';
import { startProcess } from './listen-process.ts';

const body = '{"event":"test","message":"é\\u001b"}';

describe('listen --record', () => {
  it('writes each request unchanged, when it arrives', async () => {
    const listening = await startListen(['--record', 'one.ndjson', '--hang']);
    const before = Date.now();
    const head = [
      'POST /hook/a?b=1 HTTP/1.1',
      'hOsT: x',
      'X-Two: 1',
      'x-two: 2',
      `X-Signature: ${hmac(body)}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
    ];
    void sendRaw(listening, Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`));
    await listening.sees('--> #1');
    const [recording] = readRecording('one.ndjson');
    expect(recording).toEqual({
      at: expect.any(String),
      request: {
        method: 'POST',
        url: '/hook/a?b=1',
        headers: head.slice(1).map((line) => line.split(': ')),
        body: { text: body, bytes: Buffer.byteLength(body), truncated: false },
      },
      event: 'test',
      signature: { verdict: 'valid' },
      outcome: { kind: 'timeout', phase: 'head' },
    });
    expect(validate('recording', recording)).toBeUndefined();
    expect(new Date(recording?.at ?? '').getTime()).toBeGreaterThanOrEqual(before);
    expect(new Date(recording?.at ?? '').getTime()).toBeLessThanOrEqual(Date.now());
  });

  it('writes the response to each request', async () => {
    const listening = await startListen(['--json', '--status', '503,close,200']);
    await post(listening, body);
    await sendRaw(listening, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await post(listening, body);
    const recordings = parseRecording((await listening.interrupt()).stdout);
    expect(recordings.map(({ outcome }) => outcome)).toMatchObject([
      { kind: 'response', status: 503, reason: 'Service Unavailable' },
      { kind: 'connection-failed', code: 'CLOSED', phase: 'head' },
      { kind: 'response', status: 200, reason: 'OK' },
    ]);
    for (const recording of recordings) expect(validate('recording', recording)).toBeUndefined();
  });

  it('appends to an existing recording', async () => {
    for (const round of [1, 2]) {
      const listening = await startListen(['--record', 'more.ndjson']);
      await post(listening, `{"event":"test","message":"${round}"}`);
      await listening.interrupt();
    }
    expect(readRecording('more.ndjson').map(({ request }) => request.body)).toMatchObject([
      { text: '{"event":"test","message":"1"}' },
      { text: '{"event":"test","message":"2"}' },
    ]);
  });

  it('removes the unfinished line of a killed run, and says so', async () => {
    const line = JSON.stringify({ request: { method: 'GET', url: '/', headers: [], body: empty } });
    writeFileSync(join(cwd, 'cut.ndjson'), `${line}\n${line}\n${'x'.repeat(200_000)}`);
    const listening = await startListen(['--record', 'cut.ndjson']);
    await post(listening, body);
    const { stderr } = await listening.interrupt();
    expect(stderr).toBe(
      'hookswitch: cut.ndjson ended with an unfinished line of 200000 bytes, which was removed\n',
    );
    expect(readRecording('cut.ndjson').length).toBe(3);
  });

  it('appends to a recording whose first line is long', async () => {
    const text = 'x'.repeat(300_000);
    for (const round of [1, 2]) {
      const listening = await startListen(['--record', 'long.ndjson']);
      await post(listening, `${round}${text}`);
      await listening.interrupt();
    }
    expect(readRecording('long.ndjson').length).toBe(2);
  });

  it.each([
    ['package.json', '{"name":"x"}\n'],
    ['minified.json', '{"name":"x"}'],
    ['notes.txt', 'remember the milk\n'],
    ['unfinished.ndjson', '{"at":"2026-01-01T00:00:00Z","request":{"met'],
    ['long.txt', 'a'.repeat(100_000)],
  ])('leaves %s alone, which is not a recording', async (name, contents) => {
    writeFileSync(join(cwd, name), contents);
    const { exitCode, stdout, stderr } = await runCli(['listen', '--port', '0', '--record', name], { cwd });
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toBe(
      `hookswitch: ${name} exists and is not a recording, so nothing was added to it; choose another file with --record\n`,
    );
    expect(readFileSync(join(cwd, name), 'utf8')).toBe(contents);
  });

  it.each([
    [
      'none/a.ndjson',
      'the recording none/a.ndjson cannot be written (its folder is missing, or takes no new files); choose another file with --record',
    ],
    [
      'folder',
      'folder is not a regular file; choose another file with --record, or print the same lines with --json',
    ],
    ['/dev/null', '/dev/null is not a regular file; choose another file with --record'],
  ])('refuses %s before it listens', async (name, sentence) => {
    mkdirSync(join(cwd, 'folder'), { recursive: true });
    const { exitCode, stdout, stderr } = await runCli(['listen', '--port', '0', '--record', name], { cwd });
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(`hookswitch: ${sentence}`);
  });
});

const empty = { text: '', bytes: 0, truncated: false };

describe('listen in a separate process', () => {
  let program = '';
  beforeAll(async () => {
    program = await bundleCli();
  });

  const post = (url: string, text = body) =>
    fetch(url, { method: 'POST', body: text }).catch(() => undefined);

  it('ends with exit code 0 and its summary on Ctrl-C', async () => {
    const { child, url, ended } = await startProcess(program, 'process.ndjson');
    await post(url);
    child.kill('SIGINT');
    const { exitCode, output } = await ended;
    expect(exitCode).toBe(0);
    expect(output).toMatch(/\n1 request: signature valid in 0, invalid in 1, 0 duplicates\n$/);
  });

  it('loses no acknowledged request and no line when it is killed', async () => {
    const { child, url, ended } = await startProcess(program, 'killed.ndjson');
    let answered = 0;
    const send = async (): Promise<void> => {
      const response = await post(url);
      if (!response) return;
      answered += 1;
      if (answered === 100) child.kill('SIGKILL');
      return send();
    };
    await Promise.all(Array.from({ length: 8 }, send));
    await ended;
    const recordings = readRecording('killed.ndjson');
    expect(answered).toBeGreaterThanOrEqual(100);
    expect(recordings.length).toBeGreaterThanOrEqual(answered);
    for (const recording of recordings) expect(validate('recording', recording)).toBeUndefined();
  });

  it('continues after the system refused another connection', async () => {
    const { child, url, ended } = await startProcess(program, 'files.ndjson', 'ulimit -n 64;');
    const sockets = Array.from({ length: 100 }, () => connect(Number(new URL(url).port), '127.0.0.1'));
    await Promise.all(
      sockets.map((socket) => Promise.race([once(socket, 'connect'), once(socket, 'close')])),
    );
    await Promise.any(sockets.map((socket) => once(socket, 'close')));
    for (const socket of sockets) socket.destroy();
    while (!(await post(url)));
    child.kill('SIGINT');
    const { exitCode, output } = await ended;
    expect(output).toMatch(/\n1 request: /);
    expect(exitCode).toBe(0);
  });

  it('ends with one sentence when the disk is full, and leaves no partial line', async () => {
    // The shell's file size limit simulates a full disk: 8 blocks of 512 or 1024 bytes.
    const { url, ended } = await startProcess(program, 'full.ndjson', 'ulimit -f 8;');
    while (await post(url, body.padEnd(900)));
    const { exitCode, output } = await ended;
    expect(exitCode).toBe(2);
    expect(output).toMatch(
      /\nhookswitch: the recording full\.ndjson can no longer be written \(it would be larger than allowed\); choose another file with --record\n$/,
    );
    expect(readFileSync(join(cwd, 'full.ndjson'), 'utf8')).toMatch(/\n$/);
    expect(readRecording('full.ndjson').length).toBeGreaterThan(1);
  });
});
