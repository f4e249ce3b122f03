import { observerOptions } from '../../../options/observer.ts';
import type { FlagsOf, OptionTable } from '../../../options/option.ts';
import { receiverOptions } from '../../../options/receiver.ts';
import { command } from '../../shared/command.ts';

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

const notes = `
It checks the host name, TCP, TLS, redirects, a proxy in front, the path and method, the signature, the ack time, the clock, the body limit, chunks,
a GET with a body, and the observer. Only the test message and forged messages are sent, unless you add --apply. It ends with the command
that checks the receiver.

Examples:
  hookswitch doctor https://staging.example.com/ycm --allow-host staging.example.com
  hookswitch doctor http://localhost:3000/webhook --observe-url 'http://localhost:3000/state?sn={sn}' --apply

Exit codes: 0 no step failed, 1 at least one failed, 2 usage error, 3 receiver not reachable, 5 internal error, 130 interrupted`;

export const doctorCommand = command({
  name: 'doctor',
  description: 'find out step by step what keeps messages from reaching a receiver, for example on staging',
  arguments: [{ name: '<url>', help: 'the receiver' }],
  options: doctorOptions,
  notes,
  run: async ({ args: [url], flags, io }) => (await import('./run.ts')).doctor(url, flags, io),
});
