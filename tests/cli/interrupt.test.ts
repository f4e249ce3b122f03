import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../bench/support/free-port.ts';
import { isRunning } from '../support/is-running.ts';
import { startRedis } from '../support/redis-server.ts';
import { hangingReceiver } from './hanging-receiver.ts';
import { newFolder, type Started, start } from './interrupted-process.ts';

const signals = ['SIGINT', 'SIGTERM'] as const;
/** A shell also gives exit code 130 to a process that ended by SIGINT. */
const interrupted = [130, 'SIGINT', 'SIGTERM'];

/** A command whose receiver never answers, interrupted while it waits. */
async function interruptedAt(argv: (url: string) => readonly string[], signal: NodeJS.Signals, files = {}) {
  const { url, isCalled } = await hangingReceiver();
  const cwd = newFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), String(text));
  const started = start(argv(url), cwd);
  await isCalled;
  return started.endedBy(signal);
}

const recording = `${JSON.stringify({
  request: { method: 'POST', url: '/', headers: [], body: { text: '{}', bytes: 2, truncated: false } },
})}\n`;
const webhook = 'http://127.0.0.1:9/webhook';

describe.each(signals)('%s ends a command whose receiver hangs:', (signal) => {
  it.each<[name: string, argv: (url: string) => readonly string[], files?: Record<string, string>]>([
    ['check', (url) => ['check', url]],
    ['check with a reset', (url) => ['check', url, '--reset-cmd', `curl -s -d x ${url}; sleep 600`]],
    ['send', (url) => ['send', url]],
    [
      'send with a journal',
      (url) => ['send', url, '--journal', 'j.jsonl', '--count', '50', '--concurrency', '5'],
    ],
    ['load', (url) => ['load', url, '--rate', '50', '--duration', '1h']],
    ['load whose observer hangs', (url) => ['load', url, '--observe-url', `${url}?sn={sn}`]],
    ['replay', (url) => ['replay', 'r.ndjson', url], { 'r.ndjson': recording }],
  ])('%s', async (_name, argv, files) => {
    expect(interrupted).toContain(await interruptedAt(argv, signal, files));
  });

  it('listen with a sender in the middle of a request', async () => {
    const listening = start(['listen', '--port', '0', '--hang']);
    await slowSender(await portSaid(listening));
    expect(await listening.endedBy(signal)).toBe(0);
  });

  it('console with an open event stream', async () => {
    const running = start(['console', '--port', '0', '--inbox-port', '0', '--folder', 'state']);
    const port = await portSaid(running);
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    onTestFinished(() => void socket.destroy());
    socket.write(`GET /api/events HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`);
    await once(socket, 'data');
    await slowSender(port);
    expect(await running.endedBy(signal)).toBe(0);
  });

  it('fixtures whose output nobody reads, and fixtures into a folder', async () => {
    const printing = start(['fixtures', '--count', '100000']);
    printing.child.stdout?.pause();
    await printing.says(/--seed/);
    await sleep(1000);
    expect(interrupted).toContain(await printing.endedBy(signal));
    const writing = start(['fixtures', '--count', '100000', '--out', 'made']);
    await until(() => existsSync(join(writing.cwd, 'made', 'manifest.json.part')));
    expect(await writing.endedBy(signal)).toBe(130);
    expect(existsSync(join(writing.cwd, 'made', 'manifest.json.part'))).toBe(false);
  });

  it('worker, and load while it waits for workers', async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const { url } = await hangingReceiver();
    const address = redis.url();
    const worker = start(['worker', address]);
    await worker.says(/is waiting for loads/);
    expect(await worker.endedBy(signal)).toBe(0);
    const load = start(['load', url, '--via', address, '--workers', '2']);
    await sleep(2000);
    expect(interrupted).toContain(await load.endedBy(signal));
  });

  it('check whose receiver, started by --exec, ignores signals, and leaves none of its processes running', async () => {
    const port = await freePort();
    const cwd = newFolder();
    writeFileSync(join(cwd, 'receiver.mjs'), stubborn);
    const url = `http://127.0.0.1:${port}/`;
    const started = start(['check', url, '--exec', `${process.execPath} receiver.mjs ${port}`], cwd);
    await until(() => existsSync(join(cwd, 'called')));
    expect(interrupted).toContain(await started.endedBy(signal));
    const pid = Number(readFileSync(join(cwd, 'pid'), 'utf8'));
    await until(() => !isRunning(pid));
  });
});

describe('Ctrl-C ends a command that', () => {
  it("is blocked by the user's code", async () => {
    const cwd = newFolder();
    const blocking = `import { writeFileSync } from 'node:fs';
setTimeout(() => { writeFileSync('blocked', ''); for (;;); }, 1000);
export default {};\n`;
    writeFileSync(join(cwd, 'hookswitch.config.mjs'), blocking);
    const { url } = await hangingReceiver();
    const started = start(['check', url], cwd);
    await until(() => existsSync(join(cwd, 'blocked')));
    // As a user would: on a busy machine, the thread that notices Ctrl-C may start late.
    const again = setInterval(() => started.child.kill('SIGINT'), 1000);
    onTestFinished(() => clearInterval(again));
    expect(await started.endedBy('SIGINT')).toBe('SIGINT');
  });

  it.each([
    ['sign', ['sign', 'pipe']],
    ['send', ['send', webhook, '--body', 'pipe']],
    ['diff', ['diff', 'pipe', 'pipe']],
    ['replay', ['replay', 'pipe', webhook]],
  ])('waits for input that never comes: %s', async (_name, argv) => {
    const cwd = newFolder();
    spawnSync('sh', ['-c', 'mkfifo pipe'], { cwd });
    const started = start(argv, cwd);
    await sleep(2000);
    expect(interrupted).toContain(await started.endedBy('SIGINT'));
  });

  it('asks a question: init', async () => {
    const program = 'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))';
    const started = start(['init'], newFolder(), ['python3', '-c', program]);
    await started.says(/Where does the receiver listen/);
    started.child.stdin?.write('\x03');
    const [code] = await once(started.child, 'exit');
    expect(code).toBe(130);
  });
});

/** A receiver that never answers and can't be asked to end. */
const stubborn = `import { createServer } from 'node:net';
import { writeFileSync } from 'node:fs';
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => {});
writeFileSync('pid', String(process.pid));
createServer((socket) => {
  socket.on('error', () => {});
  socket.once('data', () => writeFileSync('called', ''));
}).listen(Number(process.argv[2]), '127.0.0.1');
`;

async function portSaid(started: Started): Promise<number> {
  return Number((await started.says(/localhost:\d+/)).slice('localhost:'.length));
}

async function slowSender(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  onTestFinished(() => void socket.destroy());
  socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf');
  await sleep(500);
}

/** Bounded by the test's own time limit. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(50);
}
