import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { serveLoads } from '../../../load/distributed/worker.ts';
import { fingerprint } from '../../../text/secrets/redact.ts';
import { colorsFor } from '../../../text/terminal/colors.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import { parseHeaders } from '../../shared/headers.ts';
import type { Io } from '../../shared/io.ts';
import { requireSecret } from '../../shared/secret.ts';
import type { WorkerFlags } from './command.ts';

/** `hookswitch worker REDIS`: joins loads that another machine coordinates. */
export async function worker(redisUrl: string, flags: WorkerFlags, io: Io): Promise<number> {
  const secret = requireSecret(flags, io);
  const { dim } = colorsFor(io.stdout, io.env);
  io.stdout.write(`${dim(`secret ${fingerprint(secret)}`)}\n`);
  await serveLoads({
    redisUrl,
    env: io.env,
    name: flags.name ?? ownName(),
    secret,
    headers: parseHeaders(flags.header),
    allowHosts: flags.allowHost,
    iOwnThisHost: flags.iOwnThisHost === true,
    isOnce: flags.once === true,
    say: (line) => io.stdout.write(`${line}\n`),
    signal: io.signal,
  });
  return exitCodes.passed;
}

/** Unique, since it identifies the worker. */
function ownName(): string {
  const machine = hostname()
    .replace(/[^\w.-]/g, '')
    .slice(0, 40);
  return `${machine || 'worker'}-${randomBytes(3).toString('hex')}`;
}
