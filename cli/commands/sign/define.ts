import type { Command } from 'commander';
import type { Io } from '../../shared/io.ts';
import { type Done, load } from '../../shared/lazy.ts';
import { secretFlags } from '../../shared/shared-flags.ts';
import type { SignFlags } from './run.ts';

export function addSignAndVerify(program: Command, io: Io, done: Done): void {
  const sign = program
    .command('sign')
    .argument('[file]', 'the message; - or nothing is standard input')
    .description('print the X-Signature of a message, byte for byte');
  secretFlags(sign);
  sign.action(async (file: string | undefined, flags: SignFlags) =>
    done(await (await load()).sign(file, flags, io)),
  );
  const verify = program
    .command('verify')
    .argument('<signature>', 'the value of X-Signature; after -- when it begins with -')
    .argument('[file]', 'the message; - or nothing is standard input')
    .description('tell whether a signature is right, and if not, which mistake explains it');
  secretFlags(verify);
  verify.action(async (signature: string, file: string | undefined, flags: SignFlags) =>
    done(await (await load()).verify(signature, file, flags, io)),
  );
}
