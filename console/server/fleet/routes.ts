import { Hono } from 'hono';
import { act, type Fleet, type FleetAction, unixSeconds } from '../../../simulator/index.ts';
import { body, query } from '../api/checked.ts';
import { refuseCall } from '../api/problem.ts';
import { actionQuery, type ConsoleAction, consoleAction } from '../api/types.ts';
import type { ConsoleContext } from '../context.ts';
import { savedSettings } from '../push/saved-settings.ts';
import { exampleFleet } from './example.ts';
import type { FleetService } from './fleet-service.ts';
import { previewOf } from './preview.ts';
import { viewOf } from './view.ts';

/** The simulated Cloud PBXs, trunks and DIDs, and the administrator's actions. */
export function fleetRoutes({ store, hub, sender, watch }: ConsoleContext, fleetService: FleetService) {
  const isPushed = () => savedSettings(store.values).isEnabled;
  const stepOf = (action: ConsoleAction, updateTime: number) =>
    act(fleetService.fleet, action as FleetAction, { ...sender.profile, updateTime });
  const change: FleetService['change'] = (fleet, messages) => {
    const changed = fleetService.change(fleet, messages);
    hub.changed('fleet');
    return changed;
  };

  return new Hono()
    .get('/fleet', (context) => context.json(viewOf(fleetService.fleet)))
    .post('/fleet/preview', body(consoleAction), (context) => {
      const webhooks = isPushed() ? [...sender.webhooks] : [];
      const updateTime = unixSeconds();
      const { messages } = stepOf(context.req.valid('json'), updateTime);
      return context.json({ messages: previewOf(messages, webhooks), updateTime });
    })
    .post('/fleet/actions', query(actionQuery), body(consoleAction), async (context) => {
      const { updateTime = unixSeconds() } = context.req.valid('query');
      const { fleet, messages } = stepOf(context.req.valid('json'), updateTime);
      const pushed = await change(fleet, isPushed() ? messages : []);
      const deliveries = pushed.map(({ delivery }) => watch.accepted(delivery));
      return context.json({ fleet: viewOf(fleet), deliveries });
    })
    .post('/fleet/example', async (context) => {
      assertEmpty(fleetService.fleet);
      await change(exampleFleet(), []);
      return context.json(viewOf(fleetService.fleet));
    });
}

function assertEmpty({ pbxs, trunks }: Fleet): void {
  if (pbxs.length + trunks.length > 0)
    refuseCall(
      409,
      'fleet-not-empty',
      'the fleet is not empty; remove its Cloud PBXs and trunks to add the example',
    );
}
