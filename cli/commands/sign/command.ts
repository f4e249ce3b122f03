import { secretOptions } from '../../../options/secret.ts';
import { command } from '../../shared/command.ts';

export const signCommand = command({
  name: 'sign',
  description: 'print the X-Signature for the exact bytes of a message',
  arguments: [
    {
      name: '[file]',
      help: 'the message; without it or with -, standard input',
      completes: { path: 'file' },
    },
  ],
  options: secretOptions,
  run: async ({ args: [file], flags, io }) => (await import('./run.ts')).runSign(file, flags, io),
});
