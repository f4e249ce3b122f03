import type { ConfiguredWebhook } from './webhooks.ts';

/** Gives the newest secret of a webhook whenever it's called. A removed webhook keeps its last one. */
export function newestSecret(
  webhooks: Iterable<ConfiguredWebhook>,
  { id, secret }: ConfiguredWebhook,
): () => string {
  let last = secret;
  return () => {
    for (const webhook of webhooks) if (webhook.id === id) last = webhook.secret;
    return last;
  };
}
