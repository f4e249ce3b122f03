import { resolve } from 'node:path';
import { readText } from '../../files/index.ts';
import type { SecretFlags } from '../../options/secret.ts';
import { assertUsableSecret, HookswitchError } from '../../simulator/index.ts';
import type { Io } from './io.ts';

export const defaultSecretEnv = 'YCM_WEBHOOK_SECRET';

/**
 * The secret from `--secret-file`, else from the environment; `undefined` if there is none and no variable was named.
 *
 * @throws HookswitchError `bad-secret`, `bad-file`.
 */
export function findSecret(flags: SecretFlags, io: Io): string | undefined {
  if (flags.secretFile !== undefined) return fromFile(flags.secretFile, io);
  if (flags.secretEnv !== undefined) return secretInVariable(flags.secretEnv, '--secret-env', io);
  return io.env[defaultSecretEnv] ? secretInVariable(defaultSecretEnv, 'default', io) : undefined;
}

/** `hint` follows the sentence about a missing secret. @throws HookswitchError `bad-secret` also if there is none. */
export function requireSecret(flags: SecretFlags, io: Io, hint = ''): string {
  const secret = findSecret(flags, io);
  if (secret !== undefined) return secret;
  throw new HookswitchError(
    'bad-secret',
    `no secret: put the same test secret of 32 characters into ${defaultSecretEnv} for your receiver and for Hookswitch, or use --secret-env or --secret-file${hint}`,
  );
}

/**
 * The secret in the variable of `--previous-secret-env`; `undefined` without the flag.
 *
 * @throws HookswitchError `bad-secret`.
 */
export function findPreviousSecret(name: string | undefined, io: Io): string | undefined {
  return name === undefined ? undefined : secretInVariable(name, '--previous-secret-env', io);
}

/** The secret in a variable that an option names. @throws HookswitchError `bad-secret`. */
export function secretInVariable(name: string, flag: string, { env }: Io): string {
  // An environment is an object too, with an inherited `constructor`.
  const secret = Object.hasOwn(env, name) ? env[name] : undefined;
  if (secret === undefined || secret === '')
    throw new HookswitchError(
      'bad-secret',
      `the environment variable ${name}, named by ${flag}, is not set; set it to the secret`,
    );
  assertUsableSecret(secret, `the secret in ${name}`);
  return secret;
}

function fromFile(file: string, io: Io): string {
  const secret = readText(resolve(io.cwd, file), `the secret file ${file}`)
    .replace(/^\ufeff/, '')
    .replace(/\r?\n$/, '');
  assertUsableSecret(secret, `the secret in ${file}`);
  return secret;
}
