import type {
  MessageForm,
  PushPage,
  PushSettings,
  WebhookForm,
} from '../../../schemas/generated/console-types.ts';
import { eventTitles } from '../../../schemas/index.ts';
import { defaultSettings } from '../../../simulator/index.ts';
import { maxWebhooks } from '../../../simulator/sender/webhooks.ts';
import { jsonResponse, nothing, type OperationHandlers, textOf } from '../api/handler.ts';
import type { ConsoleContext } from '../context.ts';
import type { ValueStore } from '../state/store.ts';
import { messageChoices, sendForm } from './messages.ts';

const firstSettings: PushSettings = { isEnabled: true, ...defaultSettings };

/** The settings above and below the list of webhooks, as saved. */
export function savedSettings(values: ValueStore): PushSettings {
  return values.read('push') ?? firstSettings;
}

/** YCM's page "Webhook Event Push". */
export function pushHandlers({
  store: { values },
  hub,
  sender,
  watch,
  webhookService,
}: ConsoleContext): OperationHandlers {
  const page = (): PushPage => ({
    settings: savedSettings(values),
    webhooks: webhookService.rows(),
    maxWebhooks,
    eventTitles: [...eventTitles],
  });
  return {
    getPushPage: () => jsonResponse(page()),
    savePushSettings: ({ body }) => {
      const settings = body as PushSettings;
      const { timeoutSeconds, retryCount } = settings;
      // If it can't be written, it doesn't take effect.
      values.write('push', settings);
      sender.changeSettings({ timeoutSeconds, retryCount });
      hub.changed('push');
      return jsonResponse(page());
    },
    addWebhook: ({ body }) => jsonResponse(webhookService.add(body as WebhookForm), 201),
    changeWebhook: (call) =>
      jsonResponse(webhookService.change(textOf(call, 'id'), call.body as WebhookForm)),
    removeWebhook: (call) => {
      webhookService.remove(textOf(call, 'id'));
      return nothing();
    },
    showSecret: (call) => jsonResponse({ secret: webhookService.get(textOf(call, 'id')).secret }),
    renewSecret: (call) => jsonResponse({ secret: webhookService.renewSecret(textOf(call, 'id')) }),
    sendTestMessage: async (call) => {
      const { delivery } = await sender.test(webhookService.get(textOf(call, 'id')).id);
      return jsonResponse(watch.accepted(delivery), 202);
    },
    sendMessage: async (call) => {
      const webhook = webhookService.get(textOf(call, 'id'));
      const { delivery } = await sendForm(sender, webhook, call.body as MessageForm);
      return jsonResponse(watch.accepted(delivery), 202);
    },
    getMessageChoices: () => jsonResponse(messageChoices(sender)),
  };
}
