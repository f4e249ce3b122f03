import { Hono } from 'hono';
import { eventTitles } from '../../../schemas/index.ts';
import { maxWebhooks } from '../../../simulator/sender/webhooks.ts';
import { body } from '../api/checked.ts';
import { messageForm, type PushPage, pushSettings, webhookForm } from '../api/types.ts';
import type { ConsoleContext } from '../context.ts';
import { messageChoices, sendForm } from './messages.ts';
import { savedSettings } from './saved-settings.ts';

/** YCM's page "Webhook Event Push". */
export function pushRoutes({ store: { values }, hub, sender, watch, webhookService }: ConsoleContext) {
  const page = (): PushPage => ({
    settings: savedSettings(values),
    webhooks: webhookService.rows(),
    maxWebhooks,
    eventTitles: [...eventTitles],
  });
  return new Hono()
    .get('/push', (context) => context.json(page()))
    .put('/push', body(pushSettings), (context) => {
      const settings = context.req.valid('json');
      const { timeoutSeconds, retryCount } = settings;
      // If it can't be written, it doesn't take effect.
      values.write('push', settings);
      sender.changeSettings({ timeoutSeconds, retryCount });
      hub.changed('push');
      return context.json(page());
    })
    .post('/webhooks', body(webhookForm), (context) =>
      context.json(webhookService.add(context.req.valid('json')), 201),
    )
    .put('/webhooks/:id', body(webhookForm), (context) =>
      context.json(webhookService.change(context.req.param('id'), context.req.valid('json'))),
    )
    .delete('/webhooks/:id', (context) => {
      webhookService.remove(context.req.param('id'));
      return context.body(null, 204);
    })
    .get('/webhooks/:id/secret', (context) =>
      context.json({ secret: webhookService.get(context.req.param('id')).secret }),
    )
    .post('/webhooks/:id/secret', (context) =>
      context.json({ secret: webhookService.renewSecret(context.req.param('id')) }),
    )
    .post('/webhooks/:id/test', async (context) => {
      const { delivery } = await sender.test(webhookService.get(context.req.param('id')).id);
      return context.json(watch.accepted(delivery), 202);
    })
    .post('/webhooks/:id/messages', body(messageForm), async (context) => {
      const webhook = webhookService.get(context.req.param('id'));
      const { delivery } = await sendForm(sender, webhook, context.req.valid('json'));
      return context.json(watch.accepted(delivery), 202);
    })
    .get('/messages', (context) => context.json(messageChoices(sender)));
}
