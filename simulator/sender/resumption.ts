import { displayUrl, holdsMask } from '../../text/secrets/display-url.ts';
import { faultNamed } from '../faults/fault-named.ts';
import type { Journal, JournalledDelivery } from '../journal/journal.ts';
import type { DeliveryJob } from './dispatch.ts';
import type { ConfiguredWebhook } from './webhooks.ts';

/** A delivery that an earlier process left, and the webhook that gets it. */
interface PendingDelivery {
  readonly delivery: JournalledDelivery;
  readonly webhook: ConfiguredWebhook;
}

/** The pending deliveries of a journal for these webhooks, found by id or URL. */
export function pendingDeliveries(
  journal: Journal,
  webhooks: Iterable<ConfiguredWebhook>,
): readonly PendingDelivery[] {
  const known = [...webhooks];
  const byId = new Map(known.map((webhook) => [webhook.id, webhook]));
  const byUrl = webhooksByUrl(known);
  return [...journal.deliveries({ state: 'pending' })].flatMap((delivery) => {
    const webhook = byId.get(delivery.webhook.id) ?? byUrl.get(displayUrl(delivery.webhook.url));
    return webhook ? [{ delivery: withUrlOf(webhook, delivery), webhook }] : [];
  });
}

/** Webhooks by their URLs as a journal stores them. A URL that stands for several webhooks is left out. */
function webhooksByUrl(webhooks: Iterable<ConfiguredWebhook>): ReadonlyMap<string, ConfiguredWebhook> {
  const byUrl = new Map<string, ConfiguredWebhook | undefined>();
  for (const webhook of webhooks) {
    const url = displayUrl(webhook.url);
    byUrl.set(url, byUrl.has(url) && byUrl.get(url)?.url !== webhook.url ? undefined : webhook);
  }
  return new Map([...byUrl].flatMap(([url, webhook]) => (webhook ? [[url, webhook] as const] : [])));
}

function withUrlOf({ url }: ConfiguredWebhook, delivery: JournalledDelivery): JournalledDelivery {
  return holdsMask(delivery.webhook.url) ? { ...delivery, webhook: { ...delivery.webhook, url } } : delivery;
}

/** The remaining attempts of a delivery. The gap before the next one counts from the start of the last one. */
export function remainingJob(delivery: JournalledDelivery, secret: () => string): DeliveryJob {
  const last = delivery.attempts.at(-1);
  const sinceMs = last ? Date.now() - last.startedAt.getTime() : 0;
  return {
    delivery,
    fault: faultNamed(delivery.fault),
    secret,
    from: (last?.n ?? 0) + 1,
    afterMs: last ? Math.max(0, delivery.profile.retryDelayMs - sinceMs) : 0,
  };
}
