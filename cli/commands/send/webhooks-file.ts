import { resolve } from 'node:path';
import { readText } from '../../../runner/files/read-text.ts';
import type { WebhooksFile } from '../../../schemas/generated/types.ts';
import { validate } from '../../../schemas/index.ts';
import { parseJson } from '../../../schemas/json-text.ts';
import { HookswitchError, type WebhookEntry } from '../../../simulator/index.ts';
import type { Io } from '../../shared/io.ts';
import type { SecretFlags } from '../../shared/options/secret.ts';
import { requireSecret } from '../../shared/secret.ts';

/**
 * The webhooks of a file, each with the secret that it names; the flags' secret is for those that name none.
 *
 * @throws HookswitchError `bad-file`, `bad-webhook` with the place of the mistake, `bad-secret`.
 */
export function readWebhooks(name: string, flags: SecretFlags, io: Io): WebhookEntry[] {
  const { webhooks } = parse(name, readText(resolve(io.cwd, name), `the file of webhooks ${name}`));
  return webhooks.map(({ secretEnv, secretFile, ...entry }) => {
    const own = { ...(secretEnv ? { secretEnv } : {}), ...(secretFile ? { secretFile } : {}) };
    return { ...entry, secret: requireSecret(secretEnv || secretFile ? own : flags, io) };
  });
}

function parse(name: string, text: string): WebhooksFile {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HookswitchError('bad-webhook', `${name} is no JSON: ${reason}`);
  }
  const problem = validate('webhooks-file', value);
  if (problem) throw new HookswitchError('bad-webhook', `${name}: ${problem.sentence}`);
  return value as WebhooksFile;
}
