import { secretOptions } from '../../../options/secret.ts';
import { command } from '../../shared/command.ts';

export const verifyCommand = command({
  name: 'verify',
  description: 'check a signature, and name the likely mistake if it is wrong',
  arguments: [
    { name: '<signature>', help: 'the value of X-Signature; put -- before it if it starts with -' },
    {
      name: '[file]',
      help: 'the message; without it or with -, standard input',
      completes: { path: 'file' },
    },
  ],
  options: secretOptions,
  run: async ({ args: [signature, file], flags, io }) =>
    (await import('./run.ts')).runVerify(signature, file, flags, io),
});
