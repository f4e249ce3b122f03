import { act, type Fleet, type FleetAction, unixSeconds } from '../../../simulator/index.ts';
import { type Call, jsonResponse, type OperationHandlers } from '../api/handler.ts';
import { refuseCall } from '../api/problem.ts';
import type { ConsoleContext } from '../context.ts';
import { savedSettings } from '../push/handlers.ts';
import { exampleFleet } from './example.ts';
import type { FleetService } from './fleet-service.ts';
import { previewOf } from './preview.ts';
import { viewOf } from './view.ts';

/** The simulated Cloud PBXs, trunks and DIDs, and the administrator's actions. */
export function fleetHandlers(
  { store, hub, sender, watch }: ConsoleContext,
  fleetService: FleetService,
): OperationHandlers {
  const isPushed = () => savedSettings(store.values).isEnabled;
  const stepOf = ({ body }: Call) => {
    const updateTime = unixSeconds();
    return act(fleetService.fleet, body as FleetAction, { ...sender.profile, updateTime });
  };
  const change: FleetService['change'] = (fleet, messages) => {
    const changed = fleetService.change(fleet, messages);
    hub.changed('fleet');
    return changed;
  };

  return {
    getFleet: () => jsonResponse(viewOf(fleetService.fleet)),
    previewAction: (call) => {
      const webhooks = isPushed() ? [...sender.webhooks] : [];
      return jsonResponse(previewOf(stepOf(call).messages, webhooks));
    },
    doAction: async (call) => {
      const { fleet, messages } = stepOf(call);
      const pushed = await change(fleet, isPushed() ? messages : []);
      const deliveries = pushed.map(({ delivery }) => watch.accepted(delivery));
      return jsonResponse({ fleet: viewOf(fleet), deliveries });
    },
    addExampleFleet: async () => {
      assertEmpty(fleetService.fleet);
      await change(exampleFleet(), []);
      return jsonResponse(viewOf(fleetService.fleet));
    },
  };
}

function assertEmpty({ pbxs, trunks }: Fleet): void {
  if (pbxs.length + trunks.length > 0)
    refuseCall(
      409,
      'fleet-not-empty',
      'the fleet is not empty; remove its Cloud PBXs and trunks to add the example',
    );
}
