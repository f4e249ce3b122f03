import { command } from '../../shared/command.ts';
import { secretOptions } from '../../shared/options/secret.ts';

export const verifyCommand = command({
  name: 'verify',
  description: 'tell whether a signature is right, and if not, which mistake explains it',
  arguments: [
    { name: '<signature>', help: 'the value of X-Signature; after -- when it begins with -' },
    { name: '[file]', help: 'the message; - or nothing is standard input', completes: { path: 'file' } },
  ],
  options: secretOptions,
  run: ({ runVerify }, { args: [signature, file], flags, io }) => runVerify(signature, file, flags, io),
});
