import { resolve } from 'node:path';
import { readText } from '../../../runner/files/read-text.ts';
import type { WebhooksFile } from '../../../schemas/generated/types.ts';
import { validate } from '../../../schemas/index.ts';
import { parseChecked } from '../../../schemas/json-text.ts';
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
  const { webhooks } = parseChecked<WebhooksFile>(
    readText(resolve(io.cwd, name), `the file of webhooks ${name}`),
    (value) => validate('webhooks-file', value),
    (sentence) => {
      throw new HookswitchError('bad-webhook', `${name}: ${sentence}`);
    },
  );
  return webhooks.map(({ secretEnv, secretFile, ...entry }) => {
    const own = { ...(secretEnv ? { secretEnv } : {}), ...(secretFile ? { secretFile } : {}) };
    return { ...entry, secret: requireSecret(secretEnv || secretFile ? own : flags, io) };
  });
}
