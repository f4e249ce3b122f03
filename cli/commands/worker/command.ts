import { InvalidValue } from '../../../options/invalid-value.ts';
import type { FlagsOf, OptionTable, Value } from '../../../options/option.ts';
import { secretOptions } from '../../../options/secret.ts';
import { repeated } from '../../../options/values.ts';
import { command } from '../../shared/command.ts';

const workerName: Value<string> = {
  parse(text) {
    if (/^[\w.-]{1,60}$/.test(text)) return text;
    throw new InvalidValue('It must be 1 to 60 letters, digits, dots, dashes and underscores.');
  },
};

export const workerOptions = {
  name: {
    flag: '--name <name>',
    help: 'name of this worker (default: host name and a random suffix)',
    value: workerName,
  },
  allowHost: {
    flag: '--allow-host <host>',
    help: 'allow load on this host (name, host:port or URL), and with a port, only on that port; repeatable (this machine is always allowed)',
    value: repeated(),
  },
  iOwnThisHost: {
    flag: '--i-own-this-host',
    help: 'confirm that you may load-test a host other than this machine; also needs --allow-host',
  },
  header: {
    flag: '--header <header>',
    help: "add a request header, 'Name: value'; needed for each that the load has; repeatable",
    value: repeated(),
  },
  once: { flag: '--once', help: 'stop after one load' },
  ...secretOptions,
} satisfies OptionTable;

export type WorkerFlags = FlagsOf<typeof workerOptions>;

const notes = `
Install two more packages first: npm install bullmq@6.7.0 ioredis@6.0.0. Set HOOKSWITCH_REDIS_PASSWORD to the Redis password.
A worker joins loads with the same secret and version, and sends only to its own machine and to hosts that its own --allow-host names.

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
  run: async ({ args: [redis], flags, io }) => (await import('./run.ts')).worker(redis, flags, io),
});
