import { InvalidValue } from '../../shared/options/invalid-value.ts';
import type { FlagsOf, OptionTable, Value } from '../../shared/options/option.ts';
import { secretOptions } from '../../shared/options/secret.ts';
import { repeated } from '../../shared/options/values.ts';

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
  once: { flag: '--once', help: 'stop after one load' },
  ...secretOptions,
} satisfies OptionTable;

export type WorkerFlags = FlagsOf<typeof workerOptions>;
