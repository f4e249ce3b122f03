import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { Redis } from 'ioredis';
import type { LoadReport } from '../../../../schemas/index.ts';
import { bundleCli } from '../../../support/bundle.ts';
import { env } from '../../../support/recording-receiver.ts';
import { ready } from '../../../support/redis-server.ts';
import { runCli } from '../../../support/run-cli.ts';

const workers: ChildProcess[] = [];

/** Tests that run concurrently end theirs after the last one. */
export function stopWorkers(): void {
  for (const worker of workers) worker.kill('SIGKILL');
}

/** `hookswitch worker` in a separate process, once it waits. */
export async function startWorker(
  redisUrl: string,
  name: string,
  flags: readonly string[] = [],
  more: NodeJS.ProcessEnv = {},
) {
  const argv = [await bundleCli(), 'worker', redisUrl, '--name', name, ...flags];
  const child = spawn(process.execPath, argv, {
    env: { PATH: process.env.PATH, ...env, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  workers.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes: Buffer) => {
      output += bytes.toString('utf8');
    });
  }
  const ended = once(child, 'close').then(([exitCode]) => ({ exitCode, output }));
  await ready(child, /is waiting for loads/);
  return { child, ended };
}

/** The command, coordinating in this process; the report if there is one. */
export async function loadVia(
  url: string,
  redisUrl: string,
  argv: readonly string[],
  { signal, more = {} }: { readonly signal?: AbortSignal; readonly more?: NodeJS.ProcessEnv } = {},
) {
  const all = ['load', url, '--via', redisUrl, '--seed', '5', ...argv, '--report', 'json=-'];
  const ran = await runCli(all, { env: { ...env, ...more }, ...(signal ? { signal } : {}) });
  return { ...ran, report: (ran.stdout === '' ? undefined : JSON.parse(ran.stdout)) as LoadReport };
}

/** The content of a database. */
export async function withClient<T>(redisUrl: string, use: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(redisUrl);
  try {
    return await use(redis);
  } finally {
    redis.disconnect();
  }
}

export const keysIn = (redisUrl: string) => withClient(redisUrl, (redis) => redis.keys('*'));

/** Everything sent to Redis while `use` runs, unchanged. Uses a bare socket: ioredis may take the first line for a response. */
export async function shownToRedis<T>(redisUrl: string, use: () => Promise<T>): Promise<[T, string]> {
  const { hostname, port } = new URL(redisUrl);
  const socket = connect(Number(port), hostname);
  let shown = '';
  socket.setEncoding('utf8').on('data', (text) => {
    shown += text;
  });
  socket.write('MONITOR\r\n');
  await once(socket, 'data');
  try {
    return [await use(), shown];
  } finally {
    socket.destroy();
  }
}
