import { connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import { defaultProfile, testMessage, transmit } from '../../../../simulator/index.ts';
import { freshConnections } from '../../../../simulator/wire/connection.ts';
import { listenLocally } from '../../../support/listen-locally.ts';
import { env, secret } from '../../../support/recording-receiver.ts';
import { runCli } from '../../../support/run-cli.ts';
import { cwd as sendCwd } from '../send/send-driver.ts';
import { cwd, linesOf, post, saidOf, sendRaw, startListen } from './listen-driver.ts';

const plain = 'POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n[]';

describe('hookswitch listen', () => {
  it('says where it listens, how it responds and how it ends, and identifies the secret by a fingerprint', async () => {
    const listening = await startListen();
    expect(listening.shown()).toMatch(
      /^Listening at http:\/\/localhost:\d+: responds with 200, secret \*\*\* \(fingerprint [0-9a-f]{8}\); press Ctrl-C to stop\n$/,
    );
  });

  it('ends on Ctrl-C with a summary and exit code 0', async () => {
    const listening = await startListen();
    await post(listening, '[]');
    const { exitCode, stdout, stderr } = await listening.interrupt();
    expect(exitCode).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/\n1 request: signature valid in 1, invalid in 0, 0 duplicates\n$/);
  });

  it('accepts what `send` sends, with its retries', async () => {
    const listening = await startListen(['--status', '503,close,204', '--count', '3']);
    expect(listening.shown()).toContain('responds with 503, a closed connection, then 204, secret');
    const sent = await runCli(
      ['send', `${listening.url}/ycm`, '--event', 'did_change', '--profile', 'quick.json'],
      { env, cwd: sendCwd },
    );
    expect(sent.exitCode).toBe(0);
    expect(sent.stdout).toContain('<-- 503 Service Unavailable');
    expect(sent.stdout).toContain('<-- no response: the connection was closed without a response');
    expect(sent.stdout).toContain('<-- 204 No Content');
    const { exitCode, stdout } = await listening.ended;
    expect(exitCode).toBe(0);
    expect(stdout.match(/^<-- .*?(?= \d)/gm)).toEqual([
      '<-- #1',
      '<-- #2 closed without a response',
      '<-- #3',
    ]);
    expect(stdout).toMatch(/^<-- #1 503 Service Unavailable \S+ ms$/m);
    expect(stdout).toMatch(/^<-- #3 204 No Content \S+ ms$/m);
    expect(saidOf({ shown: () => stdout }, 3)).toMatch(/the same message as #2, .*: a retry, the 2nd$/);
    expect(stdout).toContain('3 requests: signature valid in 3, invalid in 0, 2 duplicates');
  });

  it.each([
    ['a GET by its body', 'body'],
    ['a GET by its query', 'query'],
  ] as const)('accepts %s, as the simulator sends it', async (_what, payloadIn) => {
    const listening = await startListen();
    const { outcome } = await transmit({
      webhook: { url: `${listening.url}/webhook`, secret, method: 'GET' },
      message: testMessage,
      profile: { ...defaultProfile, payloadIn },
      connector: freshConnections({ allowHosts: [] }),
      timeoutMs: 10_000,
    });
    expect(outcome).toMatchObject({ kind: 'response', status: 200 });
    await listening.sees('<-- #1');
    expect(saidOf(listening, 1)).toContain('signature valid');
  });

  it('closes every connection without a response on request', async () => {
    const listening = await startListen(['--close', '--count', '2']);
    expect(await sendRaw(listening, plain)).toBe('');
    expect(await sendRaw(listening, plain)).toBe('');
    const { exitCode, stdout } = await listening.ended;
    expect(exitCode).toBe(0);
    expect(stdout).toContain('<-- #2 closed without a response');
  });

  it('answers after the delay, and reports a sender that left earlier', async () => {
    const listening = await startListen(['--delay', '100ms', '--count', '1']);
    expect(listening.shown()).toContain('responds with 200 after 0.1 s');
    expect(await sendRaw(listening, plain.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'))).toMatch(
      /^HTTP\/1.1 200 OK\r\n/,
    );
    expect((await listening.ended).exitCode).toBe(0);

    const late = await startListen(['--delay', '10m', '--count', '1']);
    const socket = connect(late.port, '127.0.0.1', () => socket.write(plain));
    await late.sees('--> #1');
    socket.destroy();
    const { exitCode, stdout } = await late.ended;
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^<-- #1 the sender disconnected before the response, after \S+ m?s$/m);
  });

  it('hangs until Ctrl-C on request, and reports an interruption if --count was not reached', async () => {
    const listening = await startListen(['--hang', '--count', '2']);
    const answer = sendRaw(listening, plain);
    await listening.sees('--> #1');
    const { exitCode, stdout } = await listening.interrupt();
    expect(exitCode).toBe(130);
    expect(stdout).not.toContain('<--');
    expect(stdout).toMatch(/\n1 request: /);
    expect(await answer).toBe('');
  });

  it('accepts at most --count requests, however many arrive at once', async () => {
    const listening = await startListen(['--count', '3']);
    const answers = await Promise.all(Array.from({ length: 20 }, () => sendRaw(listening, plain, 'stay')));
    const { exitCode, stdout } = await listening.ended;
    expect(exitCode).toBe(0);
    expect(answers.filter((answer) => answer.startsWith('HTTP/1.1 200')).length).toBe(3);
    expect(stdout.match(/^--> #/gm)?.length).toBe(3);
    expect(stdout).toMatch(/\n3 requests: /);
  });

  it('accepts no request while the last one of --count waits for its response', async () => {
    const listening = await startListen(['--count', '1', '--hang']);
    const socket = connect(listening.port, '127.0.0.1', () => socket.write(plain));
    await listening.sees('--> #1');
    expect(await sendRaw(listening, plain)).toBe('');
    socket.destroy();
    const { exitCode, stdout } = await listening.ended;
    expect(exitCode).toBe(0);
    expect(stdout.match(/^--> /gm)?.length).toBe(1);
  });

  it('repeats its last response', async () => {
    const listening = await startListen(['--status', '503,204']);
    const statuses: number[] = [];
    for (let n = 0; n < 5; n += 1) statuses.push(await post(listening, '[]'));
    expect(statuses).toEqual([503, 204, 204, 204, 204]);
  });

  it('shows only problems with --quiet', async () => {
    const listening = await startListen(['--quiet']);
    await post(listening, '[]');
    await post(listening, '[]', { 'X-Signature': 'none' });
    await post(listening, '{');
    const { stdout } = await listening.interrupt();
    expect(stdout.match(/^(?:-->|<--) #\d/gm)).toEqual(['--> #2', '<-- #2', '--> #3', '<-- #3']);
    expect(stdout).toContain('3 requests: signature valid in 2, invalid in 1, 1 duplicate');
  });

  it('shows headers and body with --verbose, truncated if they are long', async () => {
    const listening = await startListen(['--verbose']);
    const headers = Object.fromEntries(Array.from({ length: 70 }, (_, n) => [`X-H${n}`, `value ${n}`]));
    await post(listening, `["${'ab '.repeat(3000)}"]`, headers);
    await listening.sees('<-- #1');
    const lines = linesOf(listening, 1);
    expect(lines).toContain('    X-H9: value 9');
    expect(lines.join('\n')).toMatch(/… and \d\d more headers\n {4}\["ab ab /);
    expect(lines.join('').length).toBeLessThan(5000);
    expect(lines.at(-1)).toMatch(/…$/);
  });

  it('is reachable at both loopback addresses', async () => {
    const listening = await startListen();
    await fetch(`http://127.0.0.1:${listening.port}`);
    // A machine may have no IPv6.
    const hasIpv6 = Object.values(networkInterfaces()).some((known) =>
      known?.some(({ address }) => address === '::1'),
    );
    if (hasIpv6) await fetch(`http://[::1]:${listening.port}`);
    const { stdout } = await listening.interrupt();
    expect(stdout).toContain(hasIpv6 ? '\n2 requests: ' : '\n1 request: ');
  });

  it('warns when other machines can reach it', async () => {
    const listening = await startListen(['--host', '0.0.0.0']);
    expect(listening.shown()).toContain('Listening at http://0.0.0.0:');
    expect((await listening.interrupt()).stderr).toBe(
      'hookswitch: other machines can reach this address; anyone can send requests, which are answered and shown here\n',
    );
    const own = await startListen(['--host', '127.0.0.2']);
    expect((await own.interrupt()).stderr).toBe('');
  });
});

describe('a usage error of listen', () => {
  it.each([
    [['--status', '199'], 'It must be a list of statuses from 200 to 599, close or hang'],
    [['--status', ''], 'It must be a list of statuses from 200 to 599, close or hang'],
    [['--status', '200,,200'], 'It must be a list of statuses from 200 to 599, close or hang'],
    [['--close', '--hang'], "'--close' cannot be used with option '--hang'"],
    [['--close', '--status', '200'], "'--close' cannot be used with option '--status"],
    [['--hang', '--delay', '1s'], "'--hang' cannot be used with option '--delay"],
    [['--quiet', '--verbose'], 'cannot be used with option'],
    [['--port', '65536'], 'It must be a whole number from 0 to 65535.'],
    [['--count', '0'], 'It must be a whole number from 1 to'],
    [['--port', '0', '--host', ''], 'It must not be empty. Is a variable unset?'],
    [['--port', '0', '--host', '192.0.2.1'], '192.0.2.1 is not an address of this machine (EADDRNOTAVAIL)'],
    [['--secret', 'x'], "don't pass the secret as an argument"],
    [['--secret-env', 'NONE'], 'the environment variable NONE, named by --secret-env, is not set'],
  ])('%j is reported in one sentence', async (argv, sentence) => {
    const { exitCode, stdout, stderr } = await runCli(['listen', ...argv], { cwd });
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(sentence);
    expect(stderr.trimEnd().split('\n').length).toBe(1);
  });

  it('names the maximum number of responses', async () => {
    const list = Array.from({ length: 1001 }, () => '200').join();
    const { exitCode, stderr } = await runCli(['listen', '--status', list]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('It can have at most 1000 responses');
  });

  it('reports a port that is in use', async () => {
    const server = createServer();
    const { port } = new URL(await listenLocally(server));
    onTestFinished(() => {
      server.close();
    });
    const { exitCode, stderr } = await runCli(['listen', '--port', port]);
    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      `hookswitch: port ${port} is in use by another program; choose another with --port, or 0 for any free port\n`,
    );
  });
});
