import type { FlagsOf, OptionTable } from '../../shared/options/option.ts';
import { integer, oneOf } from '../../shared/options/values.ts';

export const demoOptions = {
  stack: {
    flag: '--stack <name>',
    help: 'write the receiver for node (needs no packages) or express (needs the package express)',
    value: oneOf('node', 'express'),
    default: 'node',
  },
  port: {
    flag: '--port <number>',
    help: 'port on which the receiver listens',
    value: integer(1, 65_535),
    default: 3000,
  },
} satisfies OptionTable;

export type DemoFlags = FlagsOf<typeof demoOptions>;
