import { type Command, InvalidArgumentError } from 'commander';
import type { Io } from '../../shared/io.ts';
import { type Done, load } from '../../shared/lazy.ts';
import { collect } from '../../shared/parse.ts';
import { noLists, secretFlags } from '../../shared/shared-flags.ts';
import type { WorkerFlags } from './run.ts';

export function addWorker(program: Command, io: Io, done: Done): void {
  const command = program
    .command('worker')
    .argument('<redis>', 'where loads are announced: redis://HOST:PORT, or rediss://HOST:PORT for TLS')
    .description('takes part in loads that another machine has sent with load --via')
    .option('--name <name>', "what it is called (default this machine's name and the process)", nameOf)
    .option('--allow-host <host>', 'a host other than this machine that may be loaded; repeatable', collect)
    .option('--i-own-this-host', 'another host than this machine is mine to load; beside --allow-host')
    .option('--once', 'end after one load');
  secretFlags(command);
  command.addHelpText('after', workerHelp);
  command.action(async (redis: string, flags: WorkerFlags) =>
    done(await (await load()).worker(redis, { ...noLists, ...flags }, io)),
  );
}

function nameOf(text: string): string {
  if (/^[\w.-]{1,60}$/.test(text)) return text;
  throw new InvalidArgumentError('It has 1 to 60 letters, digits, dots, dashes and underlines.');
}

const workerHelp = `
Needs two more packages: npm install bullmq@6.7.0 ioredis@6.0.0. The password of Redis is in HOOKSWITCH_REDIS_PASSWORD.
It takes part in loads of the same secret only, and sends to hosts that it was allowed itself. Ctrl-C: it sends for a second what it has begun, and leaves the rest to others.

Examples:
  hookswitch worker redis://10.0.0.5 --allow-host staging.example.com --i-own-this-host
  hookswitch worker redis://localhost:6379 --once

Exit codes: 0 ended by Ctrl-C, or by --once; 2 wrong use; 3 Redis not reachable; 5 our mistake`;
