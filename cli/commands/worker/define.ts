import { command } from '../../shared/command.ts';
import { workerOptions } from './options.ts';

const notes = `
Install two more packages first: npm install bullmq@6.7.0 ioredis@6.0.0. Set HOOKSWITCH_REDIS_PASSWORD to the Redis password.
A worker joins only loads with the same secret, and sends only to its own machine and to hosts that its own --allow-host names.
On Ctrl-C, it takes up to a second to finish what it is sending, and leaves the rest to other workers.

Examples:
  hookswitch worker redis://10.0.0.5 --allow-host staging.example.com --i-own-this-host
  hookswitch worker redis://localhost:6379 --once

Exit codes: 0 ended by Ctrl-C or --once; 2 usage error; 3 Redis not reachable; 5 internal error`;

export const workerCommand = command({
  name: 'worker',
  description: 'send part of a load that another machine starts with load --via',
  arguments: [{ name: '<redis>', help: 'redis://HOST:PORT, or rediss://HOST:PORT for TLS' }],
  options: workerOptions,
  notes,
  run: ({ worker }, { args: [redis], flags, io }) => worker(redis, flags, io),
});
