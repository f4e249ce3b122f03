import type { SecretFlags } from '../../../options/secret.ts';
import { sign as signatureOf } from '../../../simulator/index.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import { readMessage } from '../../shared/files/read-message.ts';
import type { Io } from '../../shared/io.ts';
import { requireSecret } from '../../shared/secret.ts';

/** `hookswitch sign [file]`: prints the value of X-Signature for these bytes. */
export async function runSign(file: string | undefined, flags: SecretFlags, io: Io): Promise<number> {
  const secret = requireSecret(flags, io);
  const message = await readMessage(file, io);
  if (message === undefined) return exitCodes.interrupted;
  if (message.length === 0)
    io.stderr.write('hookswitch: the message is empty, so this is the signature of 0 bytes\n');
  io.raw.stdout.write(`${signatureOf(secret, message)}\n`);
  return exitCodes.passed;
}
