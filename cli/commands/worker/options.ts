import { InvalidValue } from '../../shared/options/invalid-value.ts';
import type { FlagsOf, OptionTable, Value } from '../../shared/options/option.ts';
import { secretOptions } from '../../shared/options/secret.ts';
import { repeated } from '../../shared/options/values.ts';

const workerName: Value<string> = {
  parse(text) {
    if (/^[\w.-]{1,60}$/.test(text)) return text;
    throw new InvalidValue('It has 1 to 60 letters, digits, dots, dashes and underlines.');
  },
};

export const workerOptions = {
  name: {
    flag: '--name <name>',
    help: "what it is called (default this machine's name and the process)",
    value: workerName,
  },
  allowHost: {
    flag: '--allow-host <host>',
    help: 'a host other than this machine that may be loaded; repeatable',
    value: repeated(),
  },
  iOwnThisHost: {
    flag: '--i-own-this-host',
    help: 'another host than this machine is mine to load; beside --allow-host',
  },
  once: { flag: '--once', help: 'end after one load' },
  ...secretOptions,
} satisfies OptionTable;

export type WorkerFlags = FlagsOf<typeof workerOptions>;
