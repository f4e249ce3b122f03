import { HookswitchError } from '../text/errors/errors.ts';
import { type FlagsOf, inGroup, type OptionTable } from './option.ts';
import { file, variable } from './values.ts';

export const secretOptions = inGroup('Secret', {
  secretEnv: {
    flag: '--secret-env <name>',
    help: 'environment variable with the secret (default YCM_WEBHOOK_SECRET)',
    about: "The name of the environment variable that contains the webhook's secret.",
    value: variable,
    config: { key: 'secretEnv', unless: 'secretFile' },
  },
  secretFile: {
    flag: '--secret-file <file>',
    help: 'file with the secret',
    about: "The path of a file that contains the webhook's secret.",
    value: file,
    config: { key: 'secretFile', unless: 'secretEnv' },
  },
  secret: {
    flag: '--secret <value>',
    help: '',
    hidden: true,
    rerun: false,
    value: {
      parse(): never {
        // Not InvalidValue, whose message quotes the value.
        throw new HookswitchError(
          'bad-flag',
          "don't pass the secret as an argument, where others can read it: give it in YCM_WEBHOOK_SECRET, --secret-env or --secret-file",
        );
      },
    },
  },
} satisfies OptionTable);

export type SecretFlags = FlagsOf<typeof secretOptions>;
