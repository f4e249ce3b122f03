import { classify, eventsIn } from '../../../schemas/index.ts';
import type { ConfiguredWebhook, FleetMessage } from '../../../simulator/index.ts';
import { isSubscribed } from '../../../simulator/sender/webhooks.ts';
import type { PreviewedMessage } from '../api/types.ts';

/** Which messages would be pushed, and where. Pure. */
export function previewOf(
  messages: readonly FleetMessage[],
  webhooks: readonly ConfiguredWebhook[],
): PreviewedMessage[] {
  return messages.map((message) => {
    const { kind } = classify(message);
    const subscribed = webhooks.filter((webhook) => kind !== 'invalid' && isSubscribed(webhook, kind));
    return {
      event: eventsIn(message)[0] ?? 'unknown',
      json: JSON.stringify(message, null, 2),
      webhooks: subscribed.map(({ url }) => url),
    };
  });
}
