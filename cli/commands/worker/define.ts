import { command } from '../../shared/command.ts';
import { workerOptions } from './options.ts';

const notes = `
Needs two more packages: npm install bullmq@6.7.0 ioredis@6.0.0. The password of Redis is in HOOKSWITCH_REDIS_PASSWORD.
It takes part in loads of the same secret only, and sends to hosts that it was allowed itself. Ctrl-C: it sends for a second what it has begun, and leaves the rest to others.

Examples:
  hookswitch worker redis://10.0.0.5 --allow-host staging.example.com --i-own-this-host
  hookswitch worker redis://localhost:6379 --once

Exit codes: 0 ended by Ctrl-C, or by --once; 2 wrong use; 3 Redis not reachable; 5 our mistake`;

export const workerCommand = command({
  name: 'worker',
  description: 'takes part in loads that another machine has sent with load --via',
  arguments: [
    { name: '<redis>', help: 'where loads are announced: redis://HOST:PORT, or rediss://HOST:PORT for TLS' },
  ],
  options: workerOptions,
  notes,
  run: ({ worker }, { args: [redis], flags, io }) => worker(redis, flags, io),
});
