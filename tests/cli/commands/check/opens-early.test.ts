import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../../../bench/support/free-port.ts';
import { runCli } from '../../../support/run-cli.ts';

const startsAfterMs = 600;

/** Responds with this status while nothing listens at the app's port. */
const proxy = (status: number, port: number, appPort: number) => `
  require('node:http').createServer((request, response) => {
    const { method, url, headers } = request;
    const forwarded = require('node:http').request({ port: ${appPort}, host: '127.0.0.1', method, path: url, headers });
    forwarded.on('response', (got) => got.pipe(response.writeHead(got.statusCode, got.headers)));
    forwarded.on('error', () => response.headersSent ? response.destroy() : response.writeHead(${status}).end());
    request.pipe(forwarded);
  }).listen(${port}, '127.0.0.1');`;

/** A proxy with two workers. One of them asks the app again only some seconds after it started. */
const workers = (port: number, appPort: number) => `
  const startedAt = Date.now();
  let connections = 0;
  require('node:net').createServer((socket) => {
    const asksAfterMs = (connections += 1) % 2 ? 2000 : 5000;
    const refuse = () => socket.end('HTTP/1.1 502 Bad Gateway\\r\\nContent-Length: 0\\r\\n\\r\\n');
    if (Date.now() - startedAt < asksAfterMs) return void socket.on('error', () => {}).once('data', refuse);
    const app = require('node:net').connect(${appPort}, '127.0.0.1');
    for (const [one, other] of [[socket, app], [app, socket]])
      one.on('error', () => {}).on('close', () => other.destroy()).pipe(other);
  }).listen(${port}, '127.0.0.1');`;

/** Accepts connections like a container's port, and closes them while nothing listens at the app's port. */
const openPort = (port: number, appPort: number) => `
  require('node:net').createServer((socket) => {
    const app = require('node:net').connect(${appPort}, '127.0.0.1');
    for (const [one, other] of [[socket, app], [app, socket]])
      one.on('error', () => {}).on('close', () => other.destroy()).pipe(other);
  }).listen(${port}, '127.0.0.1');`;

/** The code of what opens the port. */
type Front = (port: number, appPort: number) => string;

/** When the app starts. */
type AppStart = 'after its port is open' | 'before its port is open, at first' | 'never';

/** Checks an app behind a port that something else opens. */
async function checkBehind(
  front: Front,
  argv: readonly string[],
  starts: AppStart = 'after its port is open',
) {
  const [port, appPort] = [await freePort(), await freePort()];
  const folder = mkdtempSync(join(tmpdir(), 'hookswitch-early-'));
  const env = JSON.stringify({ PORT: String(appPort), STATE_FILE: join(folder, 'state.jsonl') });
  const file = join(folder, 'front.cjs');
  writeFileSync(
    file,
    `
    const open = () => {${front(port, appPort)}};
    const env = { ...process.env, ...${env} };
    const start = () => require('node:child_process').spawn('node', ['examples/express/server.mjs'], { env });
    const openOnceItServes = () =>
      require('node:net').connect(${appPort}, '127.0.0.1')
        .on('connect', function () { this.destroy(); open(); })
        .on('error', () => setTimeout(openOnceItServes, 50));
    const { existsSync, writeFileSync } = require('node:fs');
    const isRestart = existsSync(__filename + '.started');
    writeFileSync(__filename + '.started', '');
    if (${starts === 'before its port is open, at first'} && !isRestart) {
      start();
      openOnceItServes();
    } else {
      open();
      if (${starts !== 'never'}) setTimeout(start, ${startsAfterMs});
    }`,
  );
  const url = `http://127.0.0.1:${port}`;
  const observer = ['--observe-url', `${url}/state?sn={sn}`];
  const started = ['check', `${url}/webhook`, '--exec', `node ${file}`, '-v'];
  return runCli([...started, ...(starts === 'never' ? [] : observer), ...argv]);
}

describe.concurrent('a port that is open before the app', () => {
  const fronts = [
    ['a proxy with a 502', (port: number, appPort: number) => proxy(502, port, appPort)],
    ['a proxy with a 503', (port: number, appPort: number) => proxy(503, port, appPort)],
    ["a container's port", openPort],
  ] as const;
  const late = 'after its port is open';
  const lateAfterRestart = 'before its port is open, at first';
  const [proxied] = fronts;
  it.each<[string, AppStart, Front]>([
    ...fronts.map(([name, front]): [string, AppStart, Front] => [name, late, front]),
    [proxied[0], lateAfterRestart, proxied[1]],
  ])('waits for the app behind %s that starts %s, also after a kill', async (_name, starts, front) => {
    const argv = ['--rules', 'retry/keeps-what-it-acknowledged'];
    const { exitCode, stdout, stderr } = await checkBehind(front, argv, starts);
    expect(stderr).toBe('');
    expect(stdout).toContain('✓ retry/keeps-what-it-acknowledged');
    expect(exitCode).toBe(0);
  });

  it('waits until every worker of a proxy has found the app', async () => {
    const { exitCode, stdout, stderr } = await checkBehind(workers, [
      ...['--rules', 'signature/accepts-any-formatting'],
      ...['--settle', '500ms'],
    ]);
    expect(stderr).toBe('');
    expect(stdout).toContain('✓ signature/accepts-any-formatting');
    expect(exitCode).toBe(0);
  });

  it('names the proxy and the app if the app never starts', async () => {
    const never = ['--rules', 'signature/accepts-genuine', '--wait', '5s'];
    const { exitCode, stdout } = await checkBehind(
      (port, appPort) => proxy(504, port, appPort),
      never,
      'never',
    );
    expect(stdout).toMatch(
      /Every message got 504 Gateway Timeout, even after [\d.]+ m?s: a proxy responds, but the app behind/,
    );
    expect(stdout).toContain('use --wait 30s');
    expect(exitCode).toBe(1);
  });
});
