import { observerOptions } from '../../shared/options/observer.ts';
import type { FlagsOf, OptionTable } from '../../shared/options/option.ts';
import { receiverOptions } from '../../shared/options/receiver.ts';

const { timeout: _timeout, retries: _retries, vary: _vary, ...reaching } = receiverOptions;

export const doctorOptions = {
  apply: {
    flag: '--apply',
    help: 'also send one genuine report about a made-up PBX, which the receiver stores',
  },
  json: { flag: '--json', help: 'print one line of JSON per step' },
  ...reaching,
  ...observerOptions,
} satisfies OptionTable;

export type DoctorFlags = FlagsOf<typeof doctorOptions>;
