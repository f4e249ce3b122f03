import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../bench/support/free-port.ts';

/** A real Redis on a free loopback port. Each test has its own database. */
export async function startRedis(flags: readonly string[] = []) {
  const dir = mkdtempSync(join(tmpdir(), 'hookswitch-redis-'));
  const port = await freePort();
  const argv = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    dir,
    ...flags,
  ];
  const child = spawn('redis-server', argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  await ready(child, /Ready to accept connections/);
  let databases = 0;
  return {
    port,
    /** The URL of an empty database. */
    url: () => `redis://127.0.0.1:${port}/${databases++}`,
    kill: () => child.kill('SIGKILL'),
    async stop() {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
      rmSync(dir, { recursive: true });
    },
  };
}

/** Once a process has printed this. */
export async function ready(child: ChildProcess, sign: RegExp): Promise<void> {
  let output = '';
  await new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => reject(new Error(`it ended:\n${output}`)));
    child.stdout?.on('data', (bytes: Buffer) => {
      output += bytes.toString('utf8');
      if (sign.test(output)) resolve();
    });
  });
}
