import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../../bench/support/free-port.ts';
import { type ExecutedReceiver, executeReceiver } from '../../receiver/executed-receiver.ts';
import { freshConnections } from '../../simulator/index.ts';

const running: ExecutedReceiver[] = [];
afterEach(async () => {
  for (const receiver of running.splice(0)) await receiver.stop();
});

async function execute(command: (port: number) => string, waitMs = 10_000) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const connector = freshConnections({ allowHosts: [] });
  const { signal } = new AbortController();
  const { env } = process;
  const secret = 's'.repeat(32);
  const options = { command: command(port), secret, env, cwd: process.cwd(), url, connector, signal, waitMs };
  const receiver = await executeReceiver(options);
  running.push(receiver);
  return { url, receiver };
}

/** A server that reports its process id, behind a shell that keeps running. */
const server = (port: number) =>
  `node -e 'require("http").createServer((q, r) => r.end(String(process.pid))).listen(${port}, "127.0.0.1")' & wait`;

const pidAt = async (url: string) => (await fetch(url)).text();

describe('a receiver that --exec started', () => {
  it('is killed with everything it started, and restarted', async () => {
    const { url, receiver } = await execute(server);
    const first = await pidAt(url);
    await receiver.kill();
    await expect(fetch(url)).rejects.toThrow('fetch failed');
    expect(receiver.ownEnd()).toBeUndefined();
    await receiver.start();
    expect(await pidAt(url)).not.toBe(first);
    await receiver.stop();
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  it('that does not come back has its output shown', async () => {
    const mark = join(mkdtempSync(join(tmpdir(), 'hookswitch-mark-')), 'lock');
    const { receiver } = await execute(
      (port) => `test -e ${mark} && { echo locked >&2; exit 3; }; touch ${mark}; ${server(port)}`,
    );
    expect(readFileSync(mark, 'utf8')).toBe('');
    await receiver.kill();
    await expect(receiver.start()).rejects.toMatchObject({
      code: 'exec-failed',
      message: expect.stringMatching(/exited with code 3 before it listened at .*; it printed:\nlocked/s),
    });
  });

  it('gets limited time to come back', async () => {
    const mark = join(mkdtempSync(join(tmpdir(), 'hookswitch-mark-')), 'lock');
    const { receiver } = await execute(
      (port) => `test -e ${mark} && exec sleep 60; touch ${mark}; ${server(port)}`,
      2000,
    );
    await receiver.kill();
    await expect(receiver.start()).rejects.toThrow(/did not listen at .* within 2 s \(--wait\)/);
  });

  it('is killed with a worker that writes elsewhere and ignores its master, and the port is free for the next one', async () => {
    const { receiver, url } = await execute(
      (port) => `setsid sh -c '${server(port).replaceAll("'", `'\\''`)}' >/dev/null 2>&1 & wait`,
    );
    const first = await pidAt(url);
    await receiver.kill();
    await expect(fetch(url)).rejects.toThrow('fetch failed');
    await receiver.start();
    expect(await pidAt(url)).not.toBe(first);
  });

  it('is not considered killed if something else listens there, which is left alone', async () => {
    const other = createServer((_request, response) => response.end('other'));
    const { receiver, url } = await execute((port) => {
      other.listen(port, '127.0.0.1');
      return 'sleep 60';
    });
    await expect(receiver.kill()).rejects.toThrow(/^something is still listening at .* did not start it; /);
    expect(await pidAt(url)).toBe('other');
    other.close();
  });

  it('that exits by itself is reported', async () => {
    const { receiver, url } = await execute(server);
    process.kill(Number(await pidAt(url)), 'SIGTERM');
    await expect.poll(() => receiver.ownEnd()).toMatch(/ during the run; it printed/);
  });
});
