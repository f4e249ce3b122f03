import type { SecretFlags } from '../../../options/secret.ts';
import { sign } from '../../../simulator/index.ts';
import { explainSignature, type SignatureExplanation } from '../../../simulator/signature/explain.ts';
import { colorsFor } from '../../../text/terminal/colors.ts';
import { count } from '../../../text/words/count.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import { readMessage } from '../../shared/files/read-message.ts';
import type { Io } from '../../shared/io.ts';
import { requireSecret } from '../../shared/secret.ts';

/** `hookswitch verify <signature> [file]`: whether it is correct for these bytes, and if not, which mistake explains it. */
export async function runVerify(
  signature: string,
  file: string | undefined,
  flags: SecretFlags,
  io: Io,
): Promise<number> {
  const secret = requireSecret(flags, io);
  const message = await readMessage(file, io);
  if (message === undefined) return exitCodes.interrupted;
  const colors = colorsFor(io.stdout, io.env);
  const size = message.length === 0 ? 'an empty message' : `the ${count(message.length, 'byte')}`;
  const explanation = explainSignature(secret, message, signature);
  if (explanation.kind === 'valid') {
    io.stdout.write(`${colors.green('valid')}: this is the signature of ${size}\n`);
    return exitCodes.passed;
  }
  const lines = [
    `${colors.red('invalid')}: this is not the signature of ${size}`,
    ...reasons(explanation),
    `  The correct one is ${sign(secret, message)}`,
  ];
  io.stdout.write(`${lines.join('\n')}\n`);
  return exitCodes.failed;
}

function reasons(explanation: Exclude<SignatureExplanation, { kind: 'valid' }>): string[] {
  if (explanation.kind === 'unexplained') return [`  ${explanation.sentence}`];
  return explanation.mistakes.map(({ name, sentence }) => `  ${name}: ${sentence}`);
}
