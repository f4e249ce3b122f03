import type { WebhookRow } from '../../../server/api/types.ts';

/** How to name each webhook, by its id: its URL, with its method or its place among the webhooks if others have the same. Pure. */
export function webhookNames(
  webhooks: readonly Pick<WebhookRow, 'id' | 'url' | 'method'>[],
): ReadonlyMap<string, string> {
  return new Map(
    webhooks.map(({ id, url, method }, n) => {
      const sameUrl = webhooks.filter((one) => one.url === url);
      const sameMethod = sameUrl.filter((one) => one.method === method);
      if (sameUrl.length === 1) return [id, url];
      return [id, sameMethod.length === 1 ? `${url} (${method})` : `${url} (webhook ${n + 1})`];
    }),
  );
}
