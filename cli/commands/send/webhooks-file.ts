import { resolve } from 'node:path';
import { readChecked } from '../../../files/index.ts';
import type { SecretFlags } from '../../../options/secret.ts';
import type { WebhookEntry } from '../../../simulator/index.ts';
import type { Io } from '../../shared/io.ts';
import { requireSecret } from '../../shared/secret.ts';

/**
 * The webhooks in a file, each with its own secret, or else the secret of the flags.
 *
 * @throws HookswitchError `bad-file`, `bad-webhook` with the place of the mistake, `bad-secret`.
 */
export function readWebhooks(name: string, flags: SecretFlags, io: Io): WebhookEntry[] {
  const path = resolve(io.cwd, name);
  const what = `the webhooks file ${name}`;
  const { webhooks } = readChecked({ path, name, what, schema: 'webhooks-file', code: 'bad-webhook' });
  return webhooks.map(({ secretEnv, secretFile, ...entry }) => {
    const own = { ...(secretEnv ? { secretEnv } : {}), ...(secretFile ? { secretFile } : {}) };
    return { ...entry, secret: requireSecret(secretEnv || secretFile ? own : flags, io) };
  });
}
