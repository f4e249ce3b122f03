import type { Key } from '../../../listener/keys.ts';
import type { ConfiguredWebhook } from '../../../simulator/index.ts';
import { displayUrl } from '../../../text/secrets/redact.ts';
import { isInboxUrl } from './address.ts';

/** The keys for checking signatures: secrets of webhooks that push to the inbox, the inbox's own, then those of other webhooks. Pure. */
export function inboxKeys(
  webhooks: Iterable<ConfiguredWebhook>,
  ownSecret: string | undefined,
  inboxPort: number,
): readonly Key[] {
  const all = [...webhooks];
  const pushing = all.filter(({ url }) => isInboxUrl(url, inboxPort));
  const others = all.filter((webhook) => !pushing.includes(webhook));
  const keyOf = ({ secret, url }: ConfiguredWebhook): Key => ({ secret, of: displayUrl(url) });
  return [
    ...pushing.map(keyOf),
    ...(ownSecret === undefined ? [] : [{ secret: ownSecret }]),
    ...others.map(keyOf),
  ];
}
