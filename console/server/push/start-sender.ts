import { assertUsableUrl, type Journal, Sender } from '../../../simulator/index.ts';
import { holdsMask } from '../../../text/secrets/display-url.ts';
import { displayUrl } from '../../../text/secrets/redact.ts';
import type { ValueStore } from '../state/store.ts';
import { savedSettings } from './saved-settings.ts';

/**
 * The sender with the saved webhooks. It resumes pending deliveries.
 *
 * @throws HookswitchError `host-not-allowed` if a webhook or its pending deliveries go to a host that isn't allowed this time: they are
 * kept, and nothing is sent; `journal-failed`.
 */
export async function startSender(
  values: ValueStore,
  journal: Journal,
  allowHosts: readonly string[],
): Promise<Sender> {
  const { timeoutSeconds, retryCount } = savedSettings(values);
  const webhooks = values.read('webhooks') ?? [];
  for (const { url } of webhooks) assertUsableUrl(url, allowHosts, `the saved webhook ${displayUrl(url)}`);
  const sender = new Sender({ webhooks, settings: { timeoutSeconds, retryCount }, journal, allowHosts });
  await endOrphans(sender, journal);
  // The webhook may have had another URL when this was accepted. If a credential in it is masked, the current URL is used.
  for (const { webhook } of journal.deliveries({ state: 'pending' }))
    if (!holdsMask(webhook.url))
      assertUsableUrl(webhook.url, allowHosts, `an unfinished delivery to ${displayUrl(webhook.url)}`);
  sender.resume();
  return sender;
}

/** Pending deliveries of a removed webhook have no secret and no sender. */
async function endOrphans(sender: Sender, journal: Journal): Promise<void> {
  const known = new Set([...sender.webhooks].flatMap(({ id, url }) => [id, displayUrl(url)]));
  const orphans = [...journal.deliveries({ state: 'pending' })].filter(
    ({ webhook }) => !known.has(webhook.id) && !known.has(displayUrl(webhook.url)),
  );
  const at = new Date();
  await journal.append(orphans.map(({ id }) => ({ kind: 'ended', id, state: 'exhausted', at })));
}
